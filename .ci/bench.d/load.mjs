// Drives the product with wrk.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CONNECTIONS = 8;

let runs = 0;

/**
 * One run: requests for `paths` in random order, with a `cookie`, or what another `script` of this folder sends. A path followed by a
 * tab and JSON is a POST of that. Gives the rate per second, the slowest hundredth and the server's processor time per request in
 * milliseconds, and how many failed.
 */
export function drive(product, { paths = ["/"], cookie = "", script = "read.lua" }, seconds) {
  const directory = mkdtempSync(join(tmpdir(), "jingzhi-bench-wrk-"));
  const list = join(directory, "paths");
  writeFileSync(list, paths.join("\n"));
  const before = product.processorTime();
  const printed = execFileSync(
    "wrk",
    ["--threads", "2", "--connections", String(CONNECTIONS), "--duration", `${seconds}s`, "--timeout", "10s"]
      .concat(["--script", script, product.url]),
    {
      encoding: "utf8",
      cwd: new URL(".", import.meta.url).pathname,
      env: { ...process.env, PATHS: list, COOKIE: cookie, ORIGIN: product.url, FIRST: String(++runs * 1e6) },
    },
  );
  const used = product.processorTime() - before;
  rmSync(directory, { recursive: true });
  const result = JSON.parse(/^RESULT (.*)$/m.exec(printed)[1]);
  return { rate: result.requests / result.seconds, p99: result.p99, cpu: used / result.requests, failed: result.failed };
}

/**
 * The rate of one kind of work alone, and while `others` connections ask for other paths without end: the share that is left of it, and how
 * often the others were answered in a second.
 */
export function beside(product, paths, strangers, others, seconds) {
  const alone = drive(product, { paths }, seconds);
  const directory = mkdtempSync(join(tmpdir(), "jingzhi-bench-wrk-"));
  const list = join(directory, "paths");
  writeFileSync(list, strangers.join("\n"));
  const child = spawn(
    "wrk",
    ["--threads", "1", "--connections", String(others), "--duration", `${seconds + 2}s`, "--timeout", "10s"]
      .concat(["--script", "read.lua", product.url]),
    {
      stdio: "ignore",
      cwd: new URL(".", import.meta.url).pathname,
      env: { ...process.env, PATHS: list, COOKIE: "", ORIGIN: product.url },
    },
  );
  // They are there from before the first request until after the last one.
  execFileSync("sleep", ["1"]);
  const together = drive(product, { paths }, seconds);
  child.kill("SIGTERM");
  rmSync(directory, { recursive: true });
  return { share: together.rate / alone.rate, rate: together.rate, p99: together.p99, failed: together.failed };
}
