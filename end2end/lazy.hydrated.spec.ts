// Pages travel in pieces: fetched when they are opened, directly or by a link, and never before; a citizen never fetches those of staff.
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

test("a citizen's home fetches one WASM file, each errand its own pieces once, and staff's never", async ({ page, citizen }) => {
  const files = wasmOf(page);
  const me = citizen();
  await me.open("/");
  expect(files).toHaveLength(1);
  const ways = [["site.track", "/track"], ["site.nearby", "/nearby"], ["site.report", "/report"], ["site.home", "/"]] as const;
  const walk = async () => {
    for (const [name, path] of ways) {
      await page.locator(".tab-bar").getByRole("link", { name: me.say(name), exact: true }).click();
      await expect(page).toHaveURL(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      // A step of the report hides the bar: its way back is there.
      if (path === "/report") await page.locator(".back-link").click();
    }
  };
  await walk();
  const fetched = new Set(files);
  expect(fetched.size).toBeGreaterThan(1);
  await walk();
  expect(files.length, "nothing is fetched twice").toBe(fetched.size);
  expect([...fetched].filter((name) => /split_(desk|officer)/.test(name))).toEqual([]);
});

test("a lazy page opens directly, and by a link from another", async ({ page }) => {
  await signIn(page, "shouli");
  const files = wasmOf(page);
  await page.goto("/desk");
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
