// A PostgreSQL of the measurement's own, as the distribution sets it up, fsync on.
import { execFileSync } from "node:child_process";
import { appendFileSync, chownSync } from "node:fs";
import { join } from "node:path";

const programs = process.env.POSTGRES_PROGRAMS;

export class Postgres {
  constructor(directory) {
    this.directory = directory;
    this.data = join(directory, "data");
    this.user = unprivilegedUser();
    if (this.user) chownSync(directory, this.user.uid, this.user.gid);
    this.port = 15_000 + (process.pid % 10_000);
    this.run("initdb", "-D", this.data, "-U", "jingzhi", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
    appendFileSync(
      join(this.data, "postgresql.conf"),
      `listen_addresses = '127.0.0.1'\nport = ${this.port}\nunix_socket_directories = '${directory}'\n`,
    );
    this.run("pg_ctl", "start", "-s", "-w", "-D", this.data, "-l", join(directory, "log"));
    process.on("exit", () => this.stop());
  }

  url(database) {
    return `postgres://jingzhi@127.0.0.1:${this.port}/${database}`;
  }

  stop() {
    if (this.stopped) return;
    this.stopped = true;
    this.run("pg_ctl", "stop", "-s", "-w", "-m", "immediate", "-D", this.data);
  }

  run(program, ...values) {
    // The server keeps what it inherits: a pipe would never end.
    execFileSync(join(programs, program), values, { ...this.user, cwd: this.directory, stdio: ["ignore", "ignore", "inherit"] });
  }
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser() {
  if (process.getuid() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    try {
      const number = (which) => Number(execFileSync("id", [which, name], { stdio: ["ignore", "pipe", "ignore"] }));
      return { uid: number("-u"), gid: number("-g") };
    } catch {
      // The next one.
    }
  }
  throw new Error("run by root, but neither `postgres` nor `nobody` exists to run PostgreSQL as");
}
