// What a browser downloads of our scripts, compressed as on the wire, against the budget. Usage: node budget.mjs SITE/pkg
//
// `jingzhi` and the splitter's loader every page loads; the home page needs nothing else. A page of an errand (see app/src/routes.rs)
// also loads its chunk and what that shares with others, as the splitter's manifest says.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

// `goal` is what is to be reached; `ceiling` is a ratchet: what was reached, which may only go down. Above the ceiling the build fails;
// between goal and ceiling it says how far there is to go.
const BUDGET = [
  { who: "a citizen at home", chunks: [], goal: 250_000, ceiling: 199_000 },
  { who: "a citizen who reports", chunks: ["report"], goal: 250_000, ceiling: 372_000 },
  { who: "a citizen who follows a case", chunks: ["follow"], goal: 250_000, ceiling: 364_500 },
  { who: "a clerk", chunks: ["desk"], goal: 450_000, ceiling: 528_500 },
  { who: "an officer", chunks: ["officer"], goal: 450_000, ceiling: 432_000 },
];

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true }).filter((name) => /\.(wasm|js)$/.test(name));
const bytes = new Map(files.map((name) => [name, compressed(readFileSync(join(folder, name)))]));
const everywhere = files.filter((name) => /^(jingzhi|__wasm_split)[._]/.test(name) || name.startsWith("snippets/"));
const manifest = JSON.parse(readFileSync(join(folder, nameOf(/^__wasm_split_manifest.*\.json$/)), "utf8"));

if (!everywhere.some((name) => name.endsWith(".wasm"))) {
  console.error(`${folder} holds no WASM of ours: has the release been built?`);
  process.exit(1);
}
for (const name of files.toSorted((a, b) => bytes.get(b) - bytes.get(a))) {
  console.log(`${kilobytes(bytes.get(name))}  ${everywhere.includes(name) ? "every page" : "on demand "}  ${name}`);
}
for (const { who, chunks, goal, ceiling } of BUDGET) {
  const needed = new Set(everywhere);
  for (const chunk of chunks) {
    if (!manifest[chunk]) throw new Error(`the manifest knows no chunk "${chunk}", only ${Object.keys(manifest)}`);
    for (const part of manifest[chunk]) needed.add(`${part}.wasm`);
  }
  const sum = [...needed].reduce((sum, name) => sum + bytes.get(name), 0);
  const parts = `${needed.size} files`;
  console.log(`${kilobytes(sum)}  ${who} (${parts}); goal ${kilobytes(goal)} ${sum <= goal ? "✓" : "✗"}, ceiling ${kilobytes(ceiling)}`);
  if (sum > ceiling) {
    console.error(`The download of ${who} has grown beyond its ceiling.`);
    process.exitCode = 1;
  }
}

function nameOf(pattern) {
  return readdirSync(folder).find((name) => pattern.test(name));
}

function compressed(content) {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

function kilobytes(size) {
  return `${(size / 1000).toFixed(1).padStart(7)} kB`;
}
