// What the browser makes of a large picture before it travels: on white, in everyone's colors, upright once, legible.
import { expect, test } from "./fixtures/test";
import { largePng, longScreenshot, photo, uprightPhoto, type Upload } from "./fixtures/photo";
import type { Citizen } from "./fixtures/citizen";
import type { Page } from "@playwright/test";

/** Hands a photo in and gives back the size of what is stored, and its color at these parts of width and height. */
async function stored(page: Page, me: Citizen, upload: Upload, places: [number, number][]) {
  await me.open("/report");
  await me.choose(upload);
  await me.goOn("/report/place");
  const id = await page.locator("input[name=photos]").last().inputValue();
  return page.evaluate(
    async ({ id, places }) => {
      const picture = await createImageBitmap(await (await fetch(`/media/${id}`)).blob());
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const context = canvas.getContext("2d")!;
      context.drawImage(picture, 0, 0);
      const color = ([across, down]: [number, number]) =>
        [...context.getImageData(Math.floor(across * picture.width), Math.floor(down * picture.height), 1, 1).data].slice(0, 3);
      return { width: picture.width, height: picture.height, colors: places.map(color) };
    },
    { id, places },
  );
}

function expectNear(color: number[] | undefined, other: number[]): void {
  for (const [at, value] of other.entries()) expect(Math.abs((color?.[at] ?? -255) - value), `${color} is ${other}`).toBeLessThanOrEqual(8);
}

test("what is transparent becomes white, and half of it half white", async ({ page, citizen }) => {
  const upload = largePng(400, 300, (x) => (x < 200 ? [0, 0, 0, 0] : [200, 30, 30, 128]));
  const { colors } = await stored(page, citizen(), upload, [[0.1, 0.5], [0.9, 0.5]]);
  expectNear(colors[0], [255, 255, 255]);
  expectNear(colors[1], [227, 142, 142]);
});

test("the wide colors of a phone become those of every screen", async ({ page, citizen }) => {
  const upload = largePng(400, 300, () => [200, 100, 50, 255], "Display P3");
  const { colors } = await stored(page, citizen(), upload, [[0.5, 0.5]]);
  expectNear(colors[0], [215, 93, 31]);
});

test("a photo is set upright once, and its place is still offered", async ({ page, citizen }) => {
  const me = citizen();
  const lying = await stored(page, me, photo(), []);
  const upright = await stored(page, me, uprightPhoto(), []);
  expect([lying.width, lying.height]).toEqual([1600, 1200]);
  expect([upright.width, upright.height]).toEqual([1200, 1600]);
  await expect(page.getByText(me.say("citizen.offer_text"))).toBeVisible();
});

test("a long screenshot stays legible, and no page jumps for it", async ({ page, citizen }) => {
  const me = citizen();
  const { width, height } = await stored(page, me, longScreenshot(), []);
  expect(width).toBeGreaterThanOrEqual(1000);
  expect(width * height).toBeLessThanOrEqual(16_100_000);
  await me.open("/report");
  const thumbnail = page.locator(".stored-photos img");
  expect(await thumbnail.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([240, 320]);
  const box = await thumbnail.boundingBox();
  expect(Math.abs(box!.width - box!.height), "a square tile as all others").toBeLessThanOrEqual(1);
});
