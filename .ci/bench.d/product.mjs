// The program under measurement.
import { execFileSync, spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const PORT = 3901;
const PATIENCE = 120;

export class Product {
  url = `http://127.0.0.1:${PORT}`;

  constructor(program, directory, database) {
    this.program = program;
    this.log = join(directory, "log");
    this.environment = {
      ...process.env,
      JINGZHI_LISTEN: `127.0.0.1:${PORT}`,
      JINGZHI_PUBLIC_URL: this.url,
      JINGZHI_DATA_DIR: directory,
      // Everything comes from one address here: it is counted, but may send as much as it can.
      JINGZHI_REQUESTS_AN_HOUR: "4000000000",
      JINGZHI_DEVICES_AN_HOUR: "4000000000",
      JINGZHI_DRAFTS_A_DAY: "4000000000",
      JINGZHI_SEARCHES_A_MINUTE: "0",
      ...(database && { JINGZHI_DATABASE_URL: database }),
    };
    process.on("exit", () => this.child?.kill("SIGKILL"));
  }

  /** Starts it, with further settings; gives the seconds until it was ready. */
  async start(settings = {}) {
    const log = openSync(this.log, "a");
    const began = performance.now();
    this.child = spawn(this.program, ["serve", "--demo"], { env: { ...this.environment, ...settings }, stdio: ["ignore", log, log] });
    this.ended = new Promise((resolve) => this.child.once("exit", resolve));
    const elapsed = () => (performance.now() - began) / 1000;
    while (!(await this.isReady())) {
      if (this.child.exitCode !== null || elapsed() > PATIENCE) {
        throw new Error(`the server is not ready after ${elapsed().toFixed(1)} s:\n${readFileSync(this.log, "utf8").slice(-4000)}`);
      }
      await sleep(5);
    }
    return elapsed();
  }

  async stop() {
    this.child?.kill("SIGTERM");
    await this.ended;
    this.child = undefined;
  }

  /** Fills the database; gives the seconds that took. */
  seed(cases) {
    const began = performance.now();
    execFileSync(this.program, ["seed", "--demo", "--cases", String(cases), "--seed", "1"], {
      env: this.environment,
      stdio: ["ignore", "ignore", "inherit"],
    });
    return (performance.now() - began) / 1000;
  }

  async isReady() {
    try {
      return (await fetch(`${this.url}/readyz`)).ok;
    } catch {
      return false;
    }
  }

  /** The answer to a path, or to a POST of the JSON behind its tab, as `drive` sends it. It must be there. */
  async ask(line, cookie = "") {
    const [path, body] = line.split("\t");
    const headers = { origin: this.url, ...(cookie && { cookie }), ...(body && { "content-type": "application/json" }) };
    const answer = await fetch(this.url + path, { method: body ? "POST" : "GET", body, headers, redirect: "manual" });
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
    return answer.text();
  }

  /** Signs in one of the demo city's people; gives the cookie. */
  async signIn(login) {
    const answer = await fetch(`${this.url}/login`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: this.url },
      body: new URLSearchParams({ login, password: process.env.JINGZHI_DEMO_PASSWORD ?? "jingzhi-demo" }),
    });
    if (answer.status !== 303) throw new Error(`signing in as ${login} is answered with ${answer.status}`);
    return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
  }

  /** The milliseconds until somebody with a wrong password is refused; the median over these names, three tries each. */
  async refusal(logins) {
    const times = [];
    for (let turn = 0; turn < 3; turn++) {
      for (const login of logins) {
        const began = performance.now();
        const body = new URLSearchParams({ login, password: "wrong" });
        const answer = await fetch(`${this.url}/login`, { method: "POST", redirect: "manual", headers: { origin: this.url }, body });
        await answer.text();
        if (answer.status !== 422) throw new Error(`a wrong password of ${login} is answered with ${answer.status}`);
        times.push(performance.now() - began);
      }
    }
    return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  }

  /** A figure of the running process, in MiB. */
  memory(name) {
    const status = readFileSync(`/proc/${this.child.pid}/status`, "utf8");
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)[1]) / 1024;
  }

  /** Processor time used so far, in milliseconds. The kernel counts in hundredths of a second. */
  processorTime() {
    const fields = readFileSync(`/proc/${this.child.pid}/stat`, "utf8").split(") ")[1].split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }
}
