// What goes on nearby: the list, narrowed and paged by its address, on the home page too.
import type { Locator } from "@playwright/test";

import { newWord, TOWN } from "./fixtures/citizen";
import { handIn } from "./fixtures/reporter";
import { expect, test } from "./fixtures/test";
import { LANGUAGES } from "./fixtures/words";

/** First, last and total, as the line above the list says. */
async function shown(line: Locator): Promise<number[]> {
  return ((await line.innerText()).match(/\d+/g) ?? []).map(Number);
}

for (const language of LANGUAGES) {
  test(`the list and its pages, in ${language}`, async ({ page, citizen, inspect }) => {
    const me = citizen(language);
    await me.open("/nearby");
    await inspect();
    const count = page.locator(".nearby__count");
    const [first, last, total] = await shown(count);
    expect(first).toBe(1);
    expect(total, "the demo city has more than a page").toBeGreaterThan(20);
    await expect(page.locator(".case-list__row")).toHaveCount(last!);
    await page.getByRole("link", { name: me.say("site.next") }).click();
    await expect(page).toHaveURL(me.at("/nearby?page=2"));
    await expect(count).toContainText(`${last! + 1}–`);
    expect((await shown(count))[2]).toBe(total);
    await inspect();
    await me.back();
    await expect(page).toHaveURL(me.at("/nearby"));
    await expect(count).toContainText(`1–${last}`);
  });

  test(`from the list to a case and back, in ${language}`, async ({ page, citizen, inspect }) => {
    const me = citizen(language);
    await me.open("/nearby");
    const row = page.locator(".case-list__row").first();
    const title = (await row.locator(".case-list__title").innerText()).trim();
    await row.click();
    await expect(page).toHaveURL(/\/cases\/PH/);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(title.split("\n")[0]!);
    await inspect();
    await me.back();
    await expect(page).toHaveURL(me.at("/nearby"));
    await expect(page.locator(".case-list__row").first()).toBeVisible();
  });
}

test("settled cases have an address of their own", async ({ page, citizen, inspect }) => {
  const me = citizen();
  await me.open("/nearby");
  await page.getByRole("link", { name: me.say("nearby.done"), exact: true }).click();
  await expect(page).toHaveURL("/nearby?done=1");
  await expect(page.getByRole("link", { name: me.say("nearby.done"), exact: true })).toHaveAttribute("aria-current", "page");
  await expect(page.locator(".case-list__row").first()).toContainText("已办结");
  await expect(page.locator(".case-list__row", { hasText: "处置中" })).toHaveCount(0);
  await inspect();
});

test("narrowed by town and by words that are public", async ({ page, citizen, crew, inspect }) => {
  const word = newWord();
  const { number } = await handIn({ words: `路灯不亮 ${word}`, component: "33048201037001001" });
  await crew.bring(number, "filed");
  const me = citizen();
  await me.open("/nearby");
  await page.locator("#town").selectOption(TOWN);
  await page.locator("#words").fill("路灯");
  await page.getByRole("button", { name: me.say("nearby.search") }).click();
  await expect(page).toHaveURL(/\/nearby\?town=330482001&words=/);
  await expect(page.locator("#town")).toHaveValue(TOWN);
  await expect(page.locator("#words")).toHaveValue("路灯");
  await expect(page.locator(`a[href="/cases/${number}"]`)).toBeVisible();
  for (const place of await page.locator(".case-list__place").allInnerTexts()) expect(place).toContain("当湖街道");
  await inspect();

  // The reporter's own words find nothing before they are released.
  await me.open(`/nearby?words=${word}`);
  await expect(page.getByText(me.say("nearby.empty_narrow"))).toBeVisible();
  await inspect();
  await (await crew.as("shouli")).release(number);
  await me.open(`/nearby?words=${word}`);
  await expect(page.locator(".case-list__row")).toHaveCount(1);
});

test("addresses that make no sense show the whole list, and places that cannot be are refused", async ({ page, citizen }) => {
  const me = citizen();
  for (const query of ["page=-1", "page=x", "town=&words=&done=maybe"]) {
    await me.open(`/nearby?${query}`);
    await expect(page.locator(".nearby__count")).toContainText("1–");
  }
  await me.open("/nearby?page=9999");
  await expect(page.getByText(me.say("nearby.empty_narrow"))).toBeVisible();
  for (const query of ["lat=NaN&lng=121", "lat=999&lng=121", "lat=30.7"]) {
    const answer = await page.request.get(`/nearby?${query}`);
    expect(answer.status(), query).toBe(400);
  }
});
