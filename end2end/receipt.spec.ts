// A receipt is true: two tabs, the back button, the next report, what somebody left lying on a shared phone.
import { Citizen, newPhone, newWord } from "./fixtures/citizen";
import { photo } from "./fixtures/photo";
import { expect, test } from "./fixtures/test";

test("two tabs send two reports, each with its own words and photo", async ({ page, citizen, crew }) => {
  const one = citizen();
  const two = new Citizen(await page.context().newPage(), one.language, one.scripted);
  const said = [newWord(), newWord()] as const;
  // Both begin before either has sent anything, and take turns from then on.
  for (const me of [one, two]) await me.open("/report");
  for (const [place, me] of [one, two].entries()) {
    await me.choose(photo({}, 150_000 + place));
    await me.goOn("/report/place");
  }
  for (const me of [one, two]) await me.placeInWords("解放路 12 号门口");
  for (const [place, me] of [one, two].entries()) {
    await me.fillDetails({ words: `路灯不亮 ${said[place]}` });
    await me.goOn("/report/check");
  }
  const shown = [];
  for (const [place, me] of [one, two].entries()) {
    await me.page.reload();
    await me.ready();
    await expect(me.page.locator(".summary-list")).toContainText(said[place]!);
    await expect(me.page.locator(".summary-list")).not.toContainText(said[1 - place]!);
    await expect(me.page.locator(".summary-list img")).toHaveCount(1);
    shown.push(await me.page.locator(".summary-list img").getAttribute("src"));
  }
  expect(shown[0]).not.toBe(shown[1]);
  // A change comes back to its own report.
  await two.page.locator("a[href^='/report/details']").last().click();
  await expect(two.page.locator("#words")).toHaveValue(`路灯不亮 ${said[1]}`);
  await two.goOn("/report/check");
  const numbers = [await one.send(), await two.send()];
  expect(numbers[0]).not.toBe(numbers[1]);
  const desk = await crew.as("shouli");
  for (const [place, number] of numbers.entries()) {
    const found = await desk.call<{ words: string; photos: unknown[] }>("case/find_case", { number });
    expect(found.words).toContain(said[place]!);
    expect(found.photos).toHaveLength(1);
  }
});

test("other words after sending are another report, and say so before they are sent", async ({ page, citizen, crew }) => {
  const me = citizen();
  const [first, second] = [newWord(), newWord()];
  await me.skipPhotos();
  await me.placeInWords("解放路 12 号门口");
  await me.fillDetails({ words: `路灯不亮 ${first}` });
  await me.goOn("/report/check");
  // The tab is doubled while it can be sent: both have the same form.
  const copy = new Citizen(await page.context().newPage(), me.language, me.scripted);
  await copy.open("/report/details");
  await copy.fillDetails({ words: `井盖翘起 ${second}` });
  const number = await me.send();
  await copy.goOn("/report/check");
  await expect(copy.page.locator(".notice").filter({ hasText: number })).toBeVisible();
  await expect(copy.page.locator(".summary-list")).toContainText(second);
  const other = await copy.send();
  expect(other).not.toBe(number);
  const list = await (await crew.as("shouli")).call<{ total: number }>("case/list_cases", { filter: { queue: "open", words: second, page: 1 } });
  expect(list.total).toBe(1);
});

test("a check page left open does not get the receipt of what was sent meanwhile", async ({ page, citizen, expectStatus }) => {
  expectStatus(409);
  const me = citizen();
  await me.skipPhotos();
  await me.placeInWords("解放路 12 号门口");
  await me.fillDetails({ words: "路灯不亮" });
  await me.goOn("/report/check");
  const copy = new Citizen(await page.context().newPage(), me.language, me.scripted);
  await copy.open("/report/details");
  await copy.fillDetails({ words: "井盖翘起" });
  await copy.goOn("/report/check");
  const number = await copy.send();
  expect(await me.press("citizen.check_send"), "what is on this page has not arrived").toBe(409);
  await expect(page.locator("#error-summary-title")).toHaveText(me.say("site.summary_unsent"));
  await expect(page.locator(".notice").filter({ hasText: number })).toBeVisible();
  await expect(page.locator(".summary-list")).toContainText("路灯不亮");
  expect(await me.send()).not.toBe(number);
});

test("the next report begins empty", async ({ page, citizen }) => {
  const me = citizen();
  const phone = newPhone();
  await me.skipPhotos();
  await me.placeInWords("幸福小区 3 幢 502");
  await me.fillDetails({ words: "路灯不亮", phone });
  await me.goOn("/report/check");
  await me.send();
  for (const screen of ["/report", "/report/place", "/report/details", "/report/check"]) {
    await me.open(screen);
    const html = await page.content();
    for (const left of ["幸福小区", phone, "路灯不亮"]) expect(html, screen).not.toContain(left);
  }
  // Whoever goes back finds that it was sent instead of an empty form.
  await me.open("/report/details");
  await expect(page.getByRole("heading", { name: me.say("citizen.sent_title") })).toBeVisible();
  await expect(page.locator("#words")).toHaveCount(0);
  await page.getByRole("link", { name: me.say("citizen.done_new") }).click();
  await expect(page).toHaveURL(({ pathname }) => pathname === me.at("/report"));
  await me.skipPhotos();
  await me.placeInWords("别处");
  await expect(page.locator("#words")).toHaveValue("");
  await expect(page.locator("#phone")).toHaveValue("");
});

test("what was left lying is told, can be set beside and can be cleared", async ({ page, citizen, inspect }) => {
  const me = citizen();
  await me.skipPhotos();
  await me.placeInWords("幸福小区 3 幢 502");
  await me.open("/report");
  await expect(page.locator(".notice").filter({ hasText: me.say("citizen.begun_text") })).toBeVisible();
  await inspect();
  await page.getByRole("link", { name: me.say("citizen.begun_other") }).click();
  await expect(page).toHaveURL(/\/report\?report=[0-9a-f]{32}$/);
  await expect(page.locator("input[name=address]")).toHaveCount(0);
  await me.open("/report/place");
  await expect(page.locator("#address")).toHaveValue("幸福小区 3 幢 502");
  await me.open("/report");
  expect(await me.press("citizen.begun_forget")).toBe(200);
  await me.open("/report/place");
  await expect(page.locator("#address")).toHaveValue("");
});
