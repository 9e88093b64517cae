// The public page of a case: what it shows when, to whom, in which language, type and width.
import type { Page } from "@playwright/test";

import { photo } from "./fixtures/photo";
import { handIn } from "./fixtures/reporter";
import { expect, test } from "./fixtures/test";
import { LANGUAGES } from "./fixtures/words";

const SECRET_WORDS = "我家楼下的路灯坏了，夜里看不见";
const SECRET_PLACE = "幸福小区 3 幢旁";

test("nothing before filing, facts after it, words and photos once released", async ({ page, citizen, crew, inspect, expectStatus }) => {
  expectStatus(404);
  const fields = { component: "33048201037000501", words: SECRET_WORDS, address: SECRET_PLACE, phone: "13855556666" };
  const { number } = await handIn(fields, photo({}, 150_000));
  const me = citizen();
  await me.open(`/cases/${number}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(me.say("site.not_found_title"));

  await crew.bring(number, "dispatched");
  await me.open(`/cases/${number}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("路灯");
  await expect(page.locator(".case-facts")).toContainText("市政公司");
  await expect(page.locator(".case-clock time").first()).toBeVisible();
  await expect(page.locator(".timeline__item")).toHaveCount(3);
  const html = await page.content();
  for (const secret of [SECRET_WORDS, SECRET_PLACE, "13855556666", "138******66", "/media/"]) expect(html).not.toContain(secret);
  await inspect();

  await (await crew.as("shouli")).release(number);
  await crew.bring(number, "closed");
  await me.open(`/cases/${number}`);
  await expect(page.getByText(SECRET_WORDS)).toBeVisible();
  await expect(page.getByText(SECRET_PLACE)).toBeVisible();
  const kinds = page.locator(".photo-strip__kind");
  await expect(kinds, "what came after the release is not public yet").toHaveCount(1);
  await (await crew.as("shouli")).release(number);
  await me.open(`/cases/${number}`);
  await expect(kinds).toHaveCount(3);
  expect((await kinds.allInnerTexts()).sort(), "what is shown, and never the check").toEqual(["上报照片", "处置前", "处置后"].sort());
  expect(await page.content(), "the answer is a decision of its own").not.toContain("路灯已修好，感谢您的反映。");
  await (await crew.as("shouli")).call("case/release_answer", { number, released: "true" });
  await me.open(`/cases/${number}`);
  await expect(page.getByText("路灯已修好，感谢您的反映。").first()).toBeVisible();
  expect(await page.content()).not.toContain("6666");
  for (const source of await page.locator(".photo-strip img").evaluateAll((images) => images.map((image) => image.getAttribute("src")!))) {
    expect((await page.request.get(source)).status(), "a released photo is everybody's").toBe(200);
  }
  await inspect();

  await (await crew.as("shouli")).release(number, false);
  await me.open(`/cases/${number}`);
  expect(await page.content()).not.toContain(SECRET_WORDS);
});

test("me too counts once for a device", async ({ page, citizen, crew, expectStatus }) => {
  expectStatus(409);
  const { number } = await handIn({ component: "33048201037000601" });
  await crew.bring(number, "filed");
  const me = citizen();
  await me.open(`/cases/${number}`);
  await expect(page.locator(".join__people")).toHaveText("1 人遇到");
  expect(await me.press("citizen.join")).toBe(200);
  await expect(page).toHaveURL(`/cases/${number}#done-join`);
  await expect(page.getByText(me.say("citizen.done_note_join"))).toBeVisible();
  await expect(page.locator(".join__people")).toHaveText("共 2 人遇到");
  expect(await me.press("citizen.join")).toBe(409);
  await expect(page.locator("#error-summary")).toContainText(me.say("faults.joined_already"));
  await expect(page.locator("#error-summary-title"), "there is nothing to correct").toHaveText(me.say("site.summary_done"));
  expect(await page.title()).toContain(me.say("site.summary_done"));
  await expect(page.locator(".timeline__item").getByText(me.say("citizen.joined_people", { n: 1 }))).toHaveCount(1);
  await expect(page.locator(".join__people")).toHaveText("共 2 人遇到");
});

for (const language of LANGUAGES) {
  test(`the other language is the same page, from ${language}`, async ({ page, citizen, crew, inspect }) => {
    const { number } = await handIn({ component: "33048201037000701" });
    await crew.bring(number, "dispatched");
    const me = citizen(language);
    await me.open(`/cases/${number}`);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await inspect();
    await page.locator(".site-header").getByText(me.say("site.language_other"), { exact: true }).click();
    const other = citizen(language === "en" ? "zh-CN" : "en");
    await expect(page).toHaveURL(other.at(`/cases/${number}`));
    await other.ready();
    await expect(page.locator("html")).toHaveAttribute("lang", other.language);
    await expect(page.getByRole("heading", { name: other.say("citizen.case_timeline") })).toBeVisible();
    // Times are the city's, not those of the reader's clock in New York.
    const time = page.locator(".timeline time").last();
    const [hour, minute] = cityTime(new Date((await time.getAttribute("datetime"))!));
    await expect(time).toContainText(`${hour}:${minute}`);
  });

  test(`large type, in ${language}`, async ({ page, citizen, crew, inspect }) => {
    const { number } = await handIn({ component: "33048201037000801" });
    await crew.bring(number, "filed");
    const me = citizen(language);
    await me.open(`/cases/${number}`);
    const button = me.button("site.large_type_on");
    if (me.scripted) await button.click();
    else expect(await me.press(button)).toBe(200);
    await expect(page).toHaveURL(me.at(`/cases/${number}`));
    await expect(page.locator("html")).toHaveAttribute("data-type", "large");
    await expect(me.button("site.large_type_off")).toBeVisible();
    const type = await page.locator("main p").first().evaluate((text) => parseFloat(getComputedStyle(text).fontSize));
    expect(type, "no text below 18 pixels").toBeGreaterThanOrEqual(18);
    const join = (await me.button("citizen.join").boundingBox())!;
    expect(join.height, "targets of 60 pixels").toBeGreaterThanOrEqual(60);
    // It is remembered.
    await expect.poll(async () => (await page.context().cookies()).some(({ name }) => name === "large-type")).toBe(true);
    await me.open("/");
    await expect(page.locator("html")).toHaveAttribute("data-type", "large");
    await inspect();
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
}

test("no sideways scrolling at 320 pixels", async ({ page, citizen, crew }) => {
  const { number, link } = await handIn({ component: "33048201037000901", words: "网址https://example.com/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" }, photo({}, 150_000));
  await crew.bring(number, "filed");
  await page.setViewportSize({ width: 320, height: 640 });
  const me = citizen();
  const paths = ["/report", "/report/place", "/report/details", "/report/check", "/report/done", "/track", "/nearby", link, "/login"];
  for (const path of paths) {
    await me.open(path);
    expect(await overflow(page), path).toBeLessThanOrEqual(0);
  }
});

/** By how much the page is wider than the window. */
function overflow(page: Page): Promise<number> {
  return page.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth);
}

/** Hour and minute in Pinghu. */
function cityTime(at: Date): [string, string] {
  const there = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return [there.slice(11, 13), there.slice(14, 16)];
}
