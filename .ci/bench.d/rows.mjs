// What is measured, and the goals at 1,000,000 cases.

/** Synced writes a second from which on a disk counts as quiet. */
const QUIET = 2_000;

/** The rows of the table, with addresses that exist in this city. Each is asked once before: a wrong one must not look fast. */
export async function rowsOf(product, syncsPerSecond) {
  const clerk = await product.signIn("paiqian");
  const quiet = syncsPerSecond >= QUIET;
  const rows = [
    { name: "home page", goal: { rate: 3_000, p99: 15 }, paths: ["/", "/en"] },
    { name: "public case page", goal: { rate: 3_000, p99: 15 }, paths: await publicCases(product) },
    { name: "map viewport, 12 zooms", goal: { rate: 1_000, p99: 30 }, paths: viewports() },
    { name: "staff inbox, 50 rows, three filters", goal: { rate: 800, p99: 30 }, cookie: clerk, paths: INBOXES.map(asked) },
    { name: "staff inbox as a whole page", goal: { rate: 800, p99: 30 }, cookie: clerk, paths: INBOXES },
    { name: "full text 路灯, first 50 and count", goal: { rate: 500, p99: 40 }, cookie: clerk, paths: [asked(SEARCH)] },
    { name: "full text as a whole page", goal: { rate: 500, p99: 40 }, cookie: clerk, paths: [SEARCH] },
    { name: "full text among the settled", goal: { rate: 400, p99: 60 }, cookie: clerk, paths: [asked(SETTLED)] },
    { name: "the same as a whole page", goal: { rate: 300, p99: 60 }, cookie: clerk, paths: [SETTLED] },
    { name: "the last page there is", goal: { rate: 400, p99: 60 }, cookie: clerk, paths: [asked(LAST)] },
    { name: "open queue by class, department and urgency", goal: { rate: 1_000, p99: 30 }, cookie: clerk, paths: NARROW.map(asked) },
    // Without a pace, so that what one costs is seen: see `searchesOf`.
    ...searchesOf().map(([name, paths]) => ({ name: `a stranger's search: ${name}`, goal: { cpu: 10 }, paths })),
    ...viewports().map((path, at) => ({ name: `map viewport, zoom ${at + 7}`, goal: { rate: 10_000, p99: 20 }, paths: [path] })),
  ];
  for (const { paths, cookie } of rows) {
    for (const path of paths.slice(0, 20)) await product.ask(path, cookie);
  }
  const create = { name: `create a case, ${quiet ? "quiet" : "busy"} disk`, goal: { rate: quiet ? 1_000 : 270, p99: 50 }, script: "create.lua" };
  return [...rows, create];
}

/** Filters of which each finds many: of an open queue, by town, by class, what is overdue. */
const INBOXES = [
  "/desk/inbox?queue=open&town=330482001&overdue=true",
  "/desk/inbox?queue=open&town=330482001&sort=newest",
  "/desk/inbox?queue=done&town=330482002&sort=newest",
];
const SEARCH = `/desk/inbox?queue=open&words=${encodeURIComponent("路灯")}`;

const SETTLED = `/desk/inbox?queue=done&words=${encodeURIComponent("路灯")}`;
const LAST = `/desk/inbox?queue=done&words=${encodeURIComponent("垃圾")}&page=200`;
const NARROW = [
  "/desk/inbox?queue=open&class=06&urgent=1&overdue=1",
  "/desk/inbox?queue=open&department=3&class=06&sort=newest",
  "/desk/inbox?queue=done&class=matter-01037&town=330482001&urgent=1",
  "/desk/inbox?queue=done&class=06&department=3&town=330482001&sort=oldest",
];

/** What a stranger may ask, by what makes it dear: how many have the words, and that nothing has them all. */
function searchesOf() {
  const list = (query) => `/rpc/app/api/public/list_nearby\t${JSON.stringify({ filter: query })}`;
  const long = "路灯不亮垃圾没有人清理路面破损请问大概什么时候能处理好";
  return [
    ["frequent, settled", [list({ words: "垃圾", done: true })]],
    ["one character", [list({ words: "路", done: true })]],
    ["one letter", [list({ words: "s", done: true })]],
    ["a long sentence", [list({ words: long, done: true })]],
    ["frequent words that nothing has together", [list({ words: "street road 路灯 垃圾 井盖", done: true })]],
    ["a town and the last page", [list({ words: "路", town: "330482001", done: true, page: 500 })]],
    ["settled lately", [list({ done: true }), list({ done: true, page: 500 })]],
    ["open", [list({}), list({ page: 100 }), list({ words: "垃圾" })]],
    ["near a place", [list({ position: { lat: 30.69, lng: 121.02 } }), list({ position: { lat: 30.69, lng: 121.02 }, done: true })]],
  ];
}

/** The same as addresses, as four strangers open them without end. */
export const STRANGERS = ["垃圾", "路灯", "路", "s"].map((words) => `/nearby?done=1&words=${encodeURIComponent(words)}`);

/** What the open page asks for when it comes to an address of the inbox: the list, without the page round it. */
function asked(address) {
  const filter = Object.fromEntries(new URLSearchParams(address.split("?")[1]));
  for (const name of ["department", "page"]) if (name in filter) filter[name] = Number(filter[name]);
  for (const name of ["overdue", "urgent"]) filter[name] = name in filter;
  return `/rpc/app/api/case/list_cases\t${JSON.stringify({ filter })}`;
}

/** Pages of cases from the public list, as many as twenty of its pages show. */
export async function publicCases(product) {
  const numbers = new Set();
  for (let page = 1; page <= 20; page++) {
    const html = await product.ask(`/nearby?page=${page}`);
    for (const [, number] of html.matchAll(/\/cases\/([A-Z]{2}\d{8}-\d{6})/g)) numbers.add(number);
  }
  if (numbers.size === 0) throw new Error("the public list shows no case");
  return [...numbers].map((number) => `/cases/${number}`);
}

/** Windows on the map around the middle of Pinghu, from a street to the whole country. */
function viewports() {
  const paths = [];
  for (let zoom = 7; zoom <= 18; zoom++) {
    const half = (360 / 2 ** zoom) * 0.75;
    const bounds = { south: 30.69 - half, west: 121.02 - half, north: 30.69 + half, east: 121.02 + half };
    paths.push(`/rpc/app/api/public/list_features\t${JSON.stringify({ viewport: { bounds, zoom }, filter: {} })}`);
  }
  return paths;
}
