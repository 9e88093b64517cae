// Screens of staff travel apart from the citizen's: fetched when they are opened, directly or by a link, and never before.
import type { Page } from "@playwright/test";

import { signIn } from "./fixtures/account";
import { hydrated } from "./fixtures/scriptless";
import { expect, test } from "./fixtures/test";

/** The WASM files that a page has fetched since. */
function wasmOf(page: Page): string[] {
  const files: string[] = [];
  page.on("request", (request) => {
    const name = new URL(request.url()).pathname;
    if (name.endsWith(".wasm")) files.push(name);
  });
  return files;
}

test("a citizen's pages fetch one WASM file, and none again on the way", async ({ page, citizen }) => {
  const files = wasmOf(page);
  const me = citizen();
  await me.open("/");
  expect(files).toHaveLength(1);
  for (const [name, path] of [["site.track", "/track"], ["site.nearby", "/nearby"], ["site.report", "/report"], ["site.home", "/"]] as const) {
    await page.locator(".tab-bar").getByRole("link", { name: me.say(name), exact: true }).click();
    await expect(page).toHaveURL(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // A step of the report hides the bar: its own button is there.
    if (path === "/report") await me.open("/nearby");
  }
  expect(new Set(files).size).toBe(1);
});

test("a lazy page opens directly, and by a link from another", async ({ page }) => {
  await signIn(page, "shouli");
  const files = wasmOf(page);
  await page.goto("/desk/sessions");
  await hydrated(page);
  expect(new Set(files).size).toBeGreaterThan(1);
  await page.locator(".desk-bar__pages a[href='/desk/inbox']").click();
  await expect(page.locator(".inbox-row").first()).toBeVisible();
  await page.locator(".desk-bar__pages a[href='/desk/register']").click();
  await expect(page.locator(".register__form")).toBeVisible();
  await page.locator(".desk-bar__brand").click();
  await expect(page.locator(".desk-start__today")).toBeVisible();
  await page.goBack();
  await expect(page.locator(".register__form")).toBeVisible();
});
