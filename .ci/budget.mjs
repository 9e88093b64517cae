// What a browser downloads of our scripts, compressed as on the wire, against the budget. Usage: node budget.mjs SITE/pkg
//
// What `jingzhi` and the splitter's loader are, every page loads; all other pieces belong to staff pages, which fetch them when they are
// opened. The staff's figure takes all pieces together: no single page needs more.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

// `goal` is what is to be reached; `ceiling` is a ratchet: what was reached, which may only go down. Above the ceiling the build
// fails; between goal and ceiling it says how far there is to go.
const BUDGET = [
  { who: "a citizen's first load", goal: 250_000, ceiling: 412_000, counts: (piece) => piece.everywhere },
  { who: "staff, all pieces", goal: 450_000, ceiling: 740_000, counts: () => true },
];

const folder = process.argv[2];
const pieces = readdirSync(folder, { recursive: true })
  .filter((name) => /\.(wasm|js)$/.test(name))
  .map((name) => ({
    name,
    everywhere: /^(jingzhi|__wasm_split)[._]/.test(name) || name.startsWith("snippets/"),
    bytes: compressed(readFileSync(join(folder, name))),
  }))
  .sort((a, b) => b.everywhere - a.everywhere || b.bytes - a.bytes);

if (!pieces.some((piece) => piece.everywhere && piece.name.endsWith(".wasm"))) {
  console.error(`${folder} holds no WASM of ours: has the release been built?`);
  process.exit(1);
}
for (const piece of pieces) {
  console.log(`${kilobytes(piece.bytes)}  ${piece.everywhere ? "every page" : "on demand "}  ${piece.name}`);
}
for (const { who, goal, ceiling, counts } of BUDGET) {
  const bytes = pieces.filter(counts).reduce((sum, piece) => sum + piece.bytes, 0);
  console.log(`${kilobytes(bytes)}  ${who}; goal ${kilobytes(goal)} ${bytes <= goal ? "✓" : "✗"}, ceiling ${kilobytes(ceiling)}`);
  if (bytes > ceiling) {
    console.error(`${who} has grown beyond its ceiling.`);
    process.exitCode = 1;
  }
}

function compressed(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(7)} kB`;
}
