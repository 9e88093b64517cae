// What a citizen's phone is asked to carry: bytes on the wire, and a page that stands still. Times are measured here and told, on a
// network and a processor as slow as a phone's, but no test asserts a time.
import { request } from "node:http";

import { handIn } from "./fixtures/reporter";
import { hydrated } from "./fixtures/scriptless";
import { expect, test } from "./fixtures/test";

/** HTML and style sheet of the first page, compressed. */
const FIRST_PAGE = 40_000;
/** Cumulative layout shift. */
const SHIFT = 0.02;

for (const path of ["/", "/en/", "/report", "/nearby"]) {
  // Script and WASM are weighed on disk: .ci/budget.mjs.
  test(`HTML and style sheet of ${path} travel in ${FIRST_PAGE} bytes`, async ({ page, baseURL }) => {
    await page.goto(path);
    await hydrated(page);
    const sheets = await page.locator("link[rel=stylesheet]").evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
    expect(sheets.length).toBeGreaterThan(0);
    const first = await Promise.all([`${baseURL}${path}`, ...sheets].map(bytesOnTheWire));
    expect(sum(first), `${first.join(" + ")} bytes`).toBeLessThanOrEqual(FIRST_PAGE);
  });
}

test("a second visit fetches nothing but the HTML", async ({ page }) => {
  await page.goto("/track");
  await hydrated(page);
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const kept = new Set<string>();
  const fetched: string[] = [];
  session.on("Network.requestServedFromCache", ({ requestId }) => kept.add(requestId));
  session.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type !== "Document" && !kept.has(requestId) && !response.fromDiskCache) fetched.push(response.url);
  });
  await page.goto("/track");
  await hydrated(page);
  expect(fetched).toEqual([]);
});

test("on a slow phone the pages stand still", async ({ page, crew }) => {
  const { number } = await handIn({ component: "33048201037000751" });
  await crew.bring(number, "filed");
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 170,
    downloadThroughput: (9 * 1024 * 1024) / 8,
    uploadThroughput: (9 * 1024 * 1024) / 8,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.addInitScript(measure);
  for (const path of ["/", "/report", "/nearby", `/cases/${number}`]) {
    await session.send("Network.clearBrowserCache");
    await page.goto(path);
    await hydrated(page);
    const answering = await page.evaluate(() => Math.round(performance.now()));
    await page.waitForLoadState("networkidle");
    const { shift, paint, blocking } = await page.evaluate(() => (window as unknown as { measured: Measured }).measured);
    const told = `${path}: largest paint ${Math.round(paint)} ms, answers taps after ${answering} ms, blocked ${Math.round(blocking)} ms, shift ${shift.toFixed(3)}`;
    test.info().annotations.push({ type: "measured", description: told });
    console.log(told);
    expect(shift, `layout shift of ${path}`).toBeLessThanOrEqual(SHIFT);
  }
});

interface Measured {
  shift: number;
  /** Milliseconds until the largest contentful paint. */
  paint: number;
  /** Milliseconds beyond 50 of every long task. */
  blocking: number;
}

/** Runs in the page, before anything else. */
function measure() {
  const measured: Measured = { shift: 0, paint: 0, blocking: 0 };
  Object.assign(window, { measured });
  const observe = (type: string, see: (entry: PerformanceEntry & { value: number; hadRecentInput: boolean }) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => see(entry as never))).observe({ type, buffered: true });
  observe("layout-shift", (entry) => {
    if (!entry.hadRecentInput) measured.shift += entry.value;
  });
  observe("largest-contentful-paint", (entry) => (measured.paint = entry.startTime));
  observe("longtask", (entry) => (measured.blocking += Math.max(0, entry.duration - 50)));
}

function sum(sizes: number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

/** Bytes of the body as they come in, not decoded. */
function bytesOnTheWire(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { "accept-encoding": "br, gzip" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (part: Buffer) => (bytes += part.length));
      answer.on("end", () => resolve(bytes));
      answer.on("error", reject);
    })
      .on("error", reject)
      .end();
  });
}
