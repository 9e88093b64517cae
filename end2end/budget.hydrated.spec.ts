// What a citizen's first page weighs before any WASM, counted on the wire.
import { request } from "node:http";

import { expect, test } from "./fixtures/test";

const LIMIT = 40_000;

for (const path of ["/", "/en/"]) {
  test(`HTML and style sheet of ${path} travel in ${LIMIT} bytes`, async ({ page, baseURL }) => {
    await page.goto(path);
    const sheets = await page
      .locator("link[rel=stylesheet]")
      .evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
    expect(sheets.length).toBeGreaterThan(0);
    const sizes = await Promise.all([`${baseURL}${path}`, ...sheets].map(bytesOnTheWire));
    expect(sizes.reduce((sum, size) => sum + size, 0), `${sizes.join(" + ")} bytes`).toBeLessThanOrEqual(LIMIT);
  });
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
