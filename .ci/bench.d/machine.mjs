// What the measurement needs of the machine.
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders = [];

/** A new folder that is gone when the measurement ends. */
export function folder(purpose) {
  const path = mkdtempSync(join(tmpdir(), `jingzhi-bench-${purpose}-`));
  folders.push(path);
  return path;
}

export function removeFolders() {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
}

/** How many writes of a page the disk takes in a second, each synced: on a shared machine this varies fifty times. */
export function disk() {
  const file = openSync(join(folder("disk"), "page"), "w");
  const page = Buffer.alloc(4096);
  const end = Date.now() + 1000;
  let writes = 0;
  for (; Date.now() < end; writes++) {
    writeSync(file, page, 0, page.length, 0);
    fsyncSync(file);
  }
  closeSync(file);
  return writes;
}
