// The map of what goes on nearby, and starting from where one stands.
import type { Page } from "@playwright/test";

import { TOWN } from "./fixtures/citizen";
import { handIn } from "./fixtures/reporter";
import { expect, test } from "./fixtures/test";

test("the map is drawn, zooms, and gives way to the list", async ({ page, citizen, inspect }) => {
  const me = citizen();
  await me.open("/nearby");
  await me.button("nearby.map").click();
  await expect(page.locator(".map__zoom")).toBeVisible();
  await expect(page.locator(".map__source")).toHaveText("示意图，不作为划界依据");
  await expectDrawn(page);
  const asked = page.waitForResponse(/list_features$/);
  await me.button("map.zoom_in").click();
  expect((await asked).status()).toBe(200);
  await inspect({ varying: [".nearby__body"] });
  await me.button("nearby.list").click();
  await expect(page.locator(".case-list__row").first()).toBeVisible();
});

/** Ground and points each have a canvas that fills the box, and something is painted on it. */
async function expectDrawn(page: Page): Promise<void> {
  const box = (await page.locator(".map__canvas").boundingBox())!;
  for (const [pane, least] of [["tile", 4], ["overlay", 2]] as const) {
    const canvas = page.locator(`.leaflet-${pane}-pane canvas`);
    expect((await canvas.boundingBox())!.width).toBeGreaterThanOrEqual(box.width);
    const colors = () =>
      canvas.evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
      });
    await expect.poll(colors, `colors on the ${pane} canvas`).toBeGreaterThan(least);
  }
}

test("the map shows what the list is narrowed to, wherever it lies", async ({ page, citizen }) => {
  const me = citizen();
  await me.open(`/nearby?town=${TOWN}`);
  const first = page.waitForRequest(/list_features$/);
  await me.button("nearby.map").click();
  expect((await first).postDataJSON().filter).toMatchObject({ town: TOWN, done: false });
  await expect(page.locator(".map__zoom")).toBeVisible();
  // Caoqiao, in the west of the city.
  const asked = page.waitForRequest((request) => {
    const asked = request.url().endsWith("list_features") && request.postDataJSON();
    return asked && asked.filter.town === "330482003" && asked.viewport.bounds.west > 100;
  });
  await page.getByLabel(me.say("nearby.town")).selectOption("330482003");
  await page.getByRole("button", { name: me.say("nearby.search") }).click();
  const { bounds } = (await asked).postDataJSON().viewport;
  expect((bounds.west + bounds.east) / 2).toBeLessThan(120.99);
});

test("a point on the map leads to its case", async ({ page, context, citizen, crew }) => {
  const { number } = await handIn({ lat: "30.69", lng: "121.02", source: "map", address: "", town: "" });
  await crew.bring(number, "filed");
  // Before its release the map shows the square it lies in, not the spot.
  await (await crew.as("shouli")).release(number);
  // What the map shows is kept for a second.
  await page.waitForTimeout(1_100);
  await context.grantPermissions(["geolocation"]);
  const me = citizen();
  await me.open("/nearby?lat=30.690&lng=121.020");
  await me.button("nearby.map").click();
  await expect(page.locator(".map__zoom")).toBeVisible();
  const map = (await page.locator(".map__canvas").boundingBox())!;
  const popup = page.locator(".map__popup a");
  await expect
    .poll(async () => {
      await page.touchscreen.tap(map.x + map.width / 2, map.y + map.height / 2);
      return popup.count();
    })
    .toBeGreaterThan(0);
  await expect(popup.first()).toHaveAttribute("href", /^\/cases\/PH/);
  await popup.first().click();
  await expect(page).toHaveURL(/\/cases\/PH/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("from where I stand: nearest first, with distances", async ({ page, context, citizen, inspect }) => {
  await context.grantPermissions(["geolocation"]);
  await handIn();
  const me = citizen();
  await me.open(`/nearby?town=${TOWN}`);
  await me.button("nearby.locate").click();
  await expect(page).toHaveURL(/lat=30\.690&lng=121\.020/);
  const distances = page.locator(".case-list__distance");
  await expect(distances.first()).toBeVisible();
  const metres = (await distances.allInnerTexts()).map((text) => parseFloat(text) * (text.includes("km") ? 1000 : 1));
  expect(metres).toEqual([...metres].sort((a, b) => a - b));
  await inspect();
  await page.getByRole("link", { name: me.say("nearby.locate_clear") }).click();
  await expect(page).toHaveURL(`/nearby?town=${TOWN}`);
});

test("without the permission the list stays", async ({ page, context, citizen }) => {
  await context.clearPermissions();
  const me = citizen();
  await me.open("/nearby");
  await me.button("nearby.locate").click();
  await expect(page.getByRole("alert")).toContainText(me.say("nearby.locate_denied"));
  await expect(page.locator(".case-list__row").first()).toBeVisible();
});
