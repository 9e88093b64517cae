// The first page in both languages: it stands, it reads, it is accessible, it fits the narrowest phone.
import { expect, test } from "./fixtures/test";

const HOMES = [
  { path: "/", lang: "zh-CN" },
  { path: "/en/", lang: "en" },
];

for (const { path, lang } of HOMES) {
  test(`the home page ${path} is there, in its language`, async ({ page, inspect }) => {
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await inspect();
  });

  test(`the home page ${path} needs no sideways scrolling at 320 pixels`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // Measured by the browser, not by script of the page: it works in both projects.
    const box = await page.locator("html").evaluate((html) => ({ content: html.scrollWidth, window: html.clientWidth }));
    expect(box.content).toBeLessThanOrEqual(box.window);
  });
}

test("a page that does not exist says so", async ({ page, expectStatus }) => {
  expectStatus(404);
  await page.goto("/no-such-page");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
