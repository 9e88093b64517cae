// Measures the product: node main.mjs PROGRAM OUTPUT. See ../bench for its settings.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";

import { Postgres } from "./postgres.mjs";
import { disk, folder, removeFolders } from "./machine.mjs";
import { Product } from "./product.mjs";
import { beside, drive } from "./load.mjs";
import { publicCases, rowsOf, STRANGERS } from "./rows.mjs";

const [program, output] = process.argv.slice(2);
const cases = Number(process.env.JINGZHI_BENCH_CASES ?? 200_000);
const seconds = Number(process.env.JINGZHI_BENCH_SECONDS ?? 5);
const only = process.env.JINGZHI_BENCH_ONLY;

const lines = [];
process.on("exit", removeFolders);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

for (const database of ["sqlite", "postgresql"].filter((name) => !only || only === name)) {
  await measure(database);
}

const syncs = disk();
const head = [
  `# Measured ${new Date().toISOString().slice(0, 10)}`,
  "",
  `${cases.toLocaleString("en")} cases; ${cpus().length} cores (${cpus()[0].model.trim()}), shared by server, database and load`,
  `generator; 8 connections; median of three runs of ${seconds} s; the disk took ${syncs.toLocaleString("en")} synced writes a second`,
  "just then.",
  "",
  "| database | work | measured | p99 | server CPU per request | goal | |",
  "| --- | --- | --- | --- | --- | --- | --- |",
];
const table = [...head, ...lines].join("\n") + "\n";
writeFileSync(output, table);
console.log(`\n${table}\nWritten to ${output}.`);
process.exit(0);

async function measure(database) {
  const postgres = database === "postgresql" ? new Postgres(folder("postgres")) : undefined;
  const product = new Product(program, folder("data"), postgres?.url("postgres"));
  try {
    // The first start makes the tables and loads the demo city, with the people who sign in below.
    await product.start();
    await product.stop();
    row(database, `seed ${cases.toLocaleString("en")} cases`, product.seed(cases), "s", { most: 120 * (cases / 200_000) });
    const starts = [];
    for (let start = 0; start < 3; start++) {
      // Strangers search as often as they like here, so that each row shows what its work costs.
      starts.push(await product.start({ JINGZHI_SEARCHES_A_SECOND: "0" }));
      if (start < 2) await product.stop();
    }
    row(database, "start until ready", median(starts), "s", { most: 1 });

    // Whether there is such a name must not be told by the clock: a hundred is no difference, in either direction.
    const known = await product.refusal(["shouli", "zhiban", "zhifa", "xuncha"]);
    const unknown = await product.refusal(["nobody1", "nobody2", "nobody3", "nobody4"]);
    const apart = (100 * Math.max(known, unknown)) / Math.min(known, unknown);
    row(database, "wrong password, unknown against known name", apart, "%", { most: 120 });

    for (const { name, goal, ...work } of await rowsOf(product, disk())) {
      const runs = [];
      for (let run = 0; run < 3; run++) runs.push(drive(product, work, seconds));
      rate(database, name, goal, runs);
    }
    // As in service: whatever strangers search, the pages of single cases are there.
    await product.stop();
    await product.start();
    const pages = await publicCases(product);
    const shares = [0, 1, 2].map(() => beside(product, pages, STRANGERS, 4, seconds));
    const share = shares.toSorted((a, b) => a.share - b.share)[1];
    const measured = `${Math.round(share.rate).toLocaleString("en")} /s, ${Math.round(share.share * 100)} % of alone`;
    add(database, "status pages while four strangers search", measured, `${short(share.p99)} ms`, "", "≥ 90 %", !share.failed && share.share >= 0.9);
    row(database, "resident memory after all that", product.memory("VmRSS"), "MiB", { most: 128 });
    row(database, "the most it ever held", product.memory("VmHWM"), "MiB", { most: 384 });
  } finally {
    await product.stop();
    postgres?.stop();
  }
}

/** A single figure. */
function row(database, name, figure, unit, { most }) {
  add(database, name, `${short(figure)} ${unit}`, "", "", `≤ ${most} ${unit}`, figure <= most);
}

/** Requests a second, with the slowest hundredth. */
function rate(database, name, goal, runs) {
  const rate = median(runs.map((run) => run.rate));
  const p99 = median(runs.map((run) => run.p99));
  const cpu = median(runs.map((run) => run.cpu));
  const failed = runs.reduce((sum, run) => sum + run.failed, 0);
  const measured = `${Math.round(rate).toLocaleString("en")} /s${failed ? `, ${failed} failed` : ""}`;
  if (goal.cpu) {
    add(database, name, measured, `${short(p99)} ms`, `${short(cpu)} ms`, `≤ ${goal.cpu} ms of CPU`, !failed && cpu <= goal.cpu);
    return;
  }
  const wanted = `≥ ${goal.rate.toLocaleString("en")} /s, ≤ ${goal.p99} ms`;
  add(database, name, measured, `${short(p99)} ms`, `${short(cpu)} ms`, wanted, !failed && rate >= goal.rate && p99 <= goal.p99);
}

function add(database, name, measured, p99, cpu, goal, kept) {
  lines.push(`| ${database} | ${name} | ${measured} | ${p99} | ${cpu} | ${goal} | ${kept ? "✓" : "✗"} |`);
  console.log(lines.at(-1));
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function short(figure) {
  return figure < 10 ? figure.toFixed(2) : Math.round(figure).toLocaleString("en");
}
