// A page that is reached by a link is drawn by the browser from data alone; it must be the page that the server sends. (Hydration itself
// never looks at texts, so that only this comparison finds one that differs.)
import { handIn } from "./fixtures/reporter";
import { expect, test } from "./fixtures/test";
import { LANGUAGES } from "./fixtures/words";

/** Minutes pass between the page and what it is compared with. */
const CLOCKS = { varying: [".clock-words", ".clock__bar"] };

for (const language of LANGUAGES) {
  test(`pages reached by links are the server's pages, in ${language}`, async ({ page, citizen, crew, inspect }) => {
    const { number } = await handIn({ component: "33048201037000951" });
    await crew.bring(number, "closed");
    const me = citizen(language);
    await me.open("/nearby");
    const loads: string[] = [];
    page.on("domcontentloaded", () => loads.push(page.url()));
    await page.locator(".site-header__brand").click();
    await expect(page.locator(".hero__title")).toBeVisible();
    await expect(page.locator(".case-list__row").first()).toBeVisible();
    await inspect(CLOCKS);
    await page.locator(".case-list__row").first().click();
    await expect(page.locator(".timeline__item").first()).toBeVisible();
    await inspect(CLOCKS);
    await page.locator(".tab-bar").getByRole("link", { name: me.say("site.track"), exact: true }).click();
    await expect(page.locator("#phone")).toBeVisible();
    await inspect(CLOCKS);
    await page.locator(".tab-bar").getByRole("link", { name: me.say("site.nearby"), exact: true }).click();
    await expect(page.locator(".nearby__count")).toBeVisible();
    await inspect(CLOCKS);
    await page.getByRole("link", { name: me.say("nearby.done"), exact: true }).click();
    await expect(page).toHaveURL(me.at("/nearby?done=1"));
    await page.locator(`a[href="${me.at(`/cases/${number}`)}"]`).click();
    await expect(page.locator(".closing")).toBeVisible();
    await inspect(CLOCKS);
    await page.locator(".tab-bar").getByRole("link", { name: me.say("site.report"), exact: true }).click();
    await expect(page.locator("#album")).toBeAttached();
    await inspect(CLOCKS);
    expect(loads, "no page was loaded anew").toEqual([]);
  });
}
