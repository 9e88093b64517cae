// What is measured, and the goals at 200,000 cases.

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

/** What the open page asks for when it comes to an address of the inbox: the list, without the page round it. */
function asked(address) {
  const filter = Object.fromEntries(new URLSearchParams(address.split("?")[1]));
  return `/rpc/app/api/case/list_cases\t${JSON.stringify({ filter: { ...filter, overdue: "overdue" in filter } })}`;
}

/** Pages of cases from the public list, as many as twenty of its pages show. */
async function publicCases(product) {
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
