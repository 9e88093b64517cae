// The clerks' desk: signing in, and the inbox by its address, by mouse and by keyboard.
import type { Page } from "@playwright/test";

import { DEMO_PASSWORD, signIn } from "./fixtures/account";
import { TOWN, newWord, tick } from "./fixtures/citizen";
import { handIn } from "./fixtures/reporter";
import { hydrated } from "./fixtures/scriptless";
import { expect, test } from "./fixtures/test";
import { LANGUAGES, words } from "./fixtures/words";

const say = (key: string, values = {}) => words("zh-CN", key, values);

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

/** How many cases the list has altogether, as its foot says. */
async function total(page: Page): Promise<number> {
  const foot = page.locator(".inbox-foot p");
  await expect(foot).toBeAttached();
  // An empty list says so in its middle, and has no total below.
  if (await page.locator(".inbox-body .empty").isVisible()) return 0;
  return Number((await foot.innerText()).match(/\d+/g)!.at(-1));
}

test("a wrong password is refused without saying which part was wrong, a right one leads on", async ({ page, expectStatus, inspect }) => {
  expectStatus(401);
  expectStatus(422);
  await open(page, "/desk/inbox?queue=open");
  await page.getByRole("link", { name: say("desk.sign_in"), exact: true }).click();
  await hydrated(page);
  await inspect();
  const send = async (login: string, password: string) => {
    await page.locator("#login").fill(login);
    await page.locator("#password").fill(password);
    await page.locator(".login__form [type=submit]").click();
  };
  for (const login of ["nobody-here", "ducha"]) {
    await send(login, "wrong-password");
    await expect(page.locator("#error-summary")).toContainText(say("faults.sign_in_wrong"));
    await expect(page.locator("#login")).toHaveValue(login);
    await expect(page.locator("#password")).toHaveValue("");
    expect(await page.title()).toMatch(/^错误：/);
  }
  await inspect();
  await send("ducha", DEMO_PASSWORD);
  await expect(page).toHaveURL("/desk/inbox?queue=open");
  await expect(page.locator(".inbox-row").first()).toBeVisible();
});

test("signing out ends it, and a foreign way back is not taken", async ({ page, baseURL, expectStatus }) => {
  expectStatus(401);
  await open(page, "/login?next=https://elsewhere.example/");
  await page.locator("#login").fill("ducha");
  await page.locator("#password").fill(DEMO_PASSWORD);
  await page.locator(".login__form [type=submit]").click();
  await expect(page).toHaveURL("/desk/inbox");
  expect(page.url()).toContain(baseURL);
  await hydrated(page);
  await page.getByRole("button", { name: say("site.sign_out") }).click();
  await expect(page).toHaveURL("/login");
  await open(page, "/desk/inbox");
  await expect(page.getByRole("heading", { name: say("desk.signed_out_title") })).toBeVisible();
});

test("the counts are those of the lists", async ({ page }) => {
  await signIn(page, "ducha");
  await hydrated(page);
  const queues = page.locator(".queue");
  await expect(queues.first()).toBeVisible();
  for (let place = 0; place < (await queues.count()); place++) {
    const counted = Number(await queues.nth(place).locator(".queue__total").innerText());
    await queues.nth(place).click();
    await expect(queues.nth(place)).toHaveAttribute("aria-current", "page");
    await expect.poll(() => total(page)).toBe(counted);
  }
});

test("filters stand in the address, and an address in the filters", async ({ page, inspect }) => {
  await signIn(page, "ducha");
  await open(page, "/desk/inbox?queue=open");
  const all = await total(page);
  await page.locator("#filter-town").selectOption(TOWN);
  await expect(page).toHaveURL(`/desk/inbox?queue=open&town=${TOWN}`);
  await expect.poll(() => total(page)).toBeLessThan(all);
  const town = await total(page);
  await page.locator("#filter-sort").selectOption("newest");
  await expect(page).toHaveURL(`/desk/inbox?queue=open&town=${TOWN}&sort=newest`);
  await page.locator("#filter-words").fill("路灯");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/&words=%E8%B7%AF%E7%81%AF&sort=newest/);
  await expect.poll(() => total(page)).toBeLessThan(town);
  const narrow = await total(page);
  await tick(page.locator("input[name=overdue]"));
  await expect(page).toHaveURL(/&overdue=1/);
  await expect.poll(() => total(page)).toBeLessThanOrEqual(narrow);
  const narrowest = await total(page);

  // The same address opens the same list: as a fresh page, and by the back button the one before.
  await page.reload();
  await hydrated(page);
  await expect(page.locator("#filter-town")).toHaveValue(TOWN);
  await expect(page.locator("#filter-words")).toHaveValue("路灯");
  await expect(page.locator("#filter-sort")).toHaveValue("newest");
  await expect(page.locator("input[name=overdue]")).toBeChecked();
  expect(await total(page)).toBe(narrowest);
  await inspect();
  await page.goBack();
  await expect(page.locator("input[name=overdue]")).not.toBeChecked();
  await expect.poll(() => total(page)).toBe(narrow);
  await page.getByRole("link", { name: say("desk.filter_clear") }).click();
  await expect.poll(() => total(page)).toBe(all);
});

test("a search says which queue it was in and leads to the others; a number is found in any", async ({ page, crew, inspect }) => {
  const { number } = await handIn({ component: "33048201037000951" });
  await crew.bring(number, "closed");
  await signIn(page, "zhiban");
  await open(page, "/desk/inbox?queue=dispatch");
  await expect(page.locator(".inbox-elsewhere")).toHaveCount(0);
  const search = async (words: string) => {
    await page.locator("#filter-words").fill(words);
    await page.keyboard.press("Enter");
  };
  await search("路灯");
  await expect(page.locator(".inbox-elsewhere")).toContainText(say("desk.searched_here"));
  await page.reload();
  await inspect();
  await page.locator(".inbox-elsewhere").getByRole("link", { name: say("terms.queue_done") }).click();
  await expect(page).toHaveURL(/queue=done&words=/);
  await open(page, "/desk/inbox?queue=dispatch");
  await search(number.toLowerCase());
  await expect(page.locator(".inbox-row")).toHaveCount(1);
  await expect(page.locator(".inbox-row")).toContainText(number);
});

test("narrowed to a class that is found by words, and paged", async ({ page }) => {
  await signIn(page, "ducha");
  await open(page, "/desk/inbox?queue=open");
  await page.locator(".inbox-filters__class summary").click();
  await page.locator("#filter-class").fill("路灯不亮");
  await page.locator(".class-finder__offers button").first().click();
  await expect(page).toHaveURL(/class=matter-01037/);
  await expect(page.locator(".inbox-filters__chip")).toContainText("路灯");
  for (const title of await page.locator(".inbox-row__title").allInnerTexts()) expect(title).toContain("路灯");
  await page.locator(".inbox-filters__chip").click();
  await expect(page).toHaveURL("/desk/inbox?queue=open");

  const rows = page.locator(".inbox-row");
  await expect(rows).toHaveCount(50);
  const first = await rows.first().locator(".inbox-row__foot .numeric").innerText();
  await page.getByRole("link", { name: say("site.next"), exact: true }).click();
  await expect(page).toHaveURL("/desk/inbox?queue=open&page=2");
  await expect(page.locator(".inbox-foot p")).toContainText("51–");
  await expect(rows.first()).not.toContainText(first);
});

test("by keyboard alone: j, k, Enter, / and ?", async ({ page, inspect }) => {
  await signIn(page, "ducha");
  await open(page, "/desk/inbox?queue=open");
  const rows = page.locator(".inbox-row");
  await expect(rows.first()).toBeVisible();
  await page.keyboard.press("j");
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(rows.nth(0)).toBeFocused();
  const number = await rows.nth(0).locator(".inbox-row__foot .numeric").innerText();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/desk/inbox?queue=open&case=${number}`);
  await expect(page.locator(".case-head__number")).toContainText(number);
  await expect(rows.nth(0)).toHaveAttribute("aria-current", "true");
  // Minutes pass between the list and what it is compared with.
  await inspect({ varying: [".clock", ".clock-words", ".clock__bar"] });

  await page.keyboard.press("/");
  await expect(page.locator("#filter-words")).toBeFocused();
  await page.keyboard.type("j?");
  await expect(page.locator("#filter-words"), "in a field a letter is a letter").toHaveValue("j?");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.locator(".case-head__title").click();

  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: say("desk.keys_title") });
  await expect(help).toBeVisible();
  await help.getByRole("checkbox").uncheck();
  await help.getByRole("button", { name: say("site.close_dialog") }).click();
  await expect(help).toBeHidden();
  await page.keyboard.press("?");
  await expect(help, "switched off").toBeHidden();
  await page.reload();
  await hydrated(page);
  await page.keyboard.press("?");
  await expect(help, "for good").toBeHidden();
});

test("a page for every post, and none for those it does not belong to", async ({ page, inspect, expectStatus }) => {
  for (const account of ["chuangkou", "xitong", "shenji"] as const) {
    await page.context().clearCookies();
    await signIn(page, account);
    await expect(page).toHaveURL("/desk");
    await expect(page.locator(".desk-start__today")).toBeVisible();
    await hydrated(page);
    await inspect();
  }
  expectStatus(403);
  await open(page, "/desk/inbox");
  await expect(page.getByRole("heading", { name: say("desk.not_allowed_title") })).toBeVisible();
  await open(page, "/desk/register");
  await expect(page.getByRole("heading", { name: say("desk.not_allowed_title") })).toBeVisible();
});

test("one's devices are listed, and another one is signed out from here", async ({ page, somebody, inspect, expectStatus }) => {
  expectStatus(401);
  const other = await somebody();
  await signIn(other, "zhiban");
  await signIn(page, "zhiban");
  await open(page, "/desk/sessions");
  await inspect();
  const rows = page.locator("tbody tr");
  const before = await rows.count();
  expect(before).toBeGreaterThanOrEqual(2);
  await expect(page.getByText(say("desk.session_this"))).toHaveCount(1);
  while ((await page.getByRole("button", { name: /退出设备/ }).count()) > 0) {
    const left = await rows.count();
    await page.getByRole("button", { name: /退出设备/ }).first().click();
    await expect(rows).toHaveCount(left - 1);
  }
  await expect(page.getByRole("status").filter({ hasText: say("desk.session_ended") })).toBeVisible();
  await other.goto("/desk/inbox");
  await expect(other.getByRole("heading", { name: say("desk.signed_out_title") })).toBeVisible();
});

for (const language of LANGUAGES) {
  test(`every page of the desk stands and is accessible, in ${language}`, async ({ page, baseURL, inspect }) => {
    const { number } = await handIn({ words: `路灯不亮 ${newWord()}`, component: "33048201037001101", phone: "13811112222" });
    await page.context().addCookies([{ name: "language", value: language, url: baseURL! }]);
    await signIn(page, "shouli");
    for (const path of ["/desk", "/desk/inbox?queue=intake", `/desk/inbox?queue=intake&case=${number}`, `/desk/cases/${number}`, "/desk/register", "/desk/sessions"]) {
      await open(page, path);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await inspect();
    }
    // The other language, by the button, comes back to the same page.
    await page.getByRole("button", { name: words(language, "site.language_other") }).click();
    await expect(page).toHaveURL("/desk/sessions");
    await expect(page.locator("html")).not.toHaveAttribute("lang", language);
  });
}
