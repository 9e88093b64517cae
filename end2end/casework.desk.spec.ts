// A case from the desk's side, by its pages: every step from the report to the answer, steps back, and what lies beside.
import type { Page } from "@playwright/test";

import { signIn, type Account } from "./fixtures/account";
import { newPhone, newWord, tick } from "./fixtures/citizen";
import { Officer } from "./fixtures/officer";
import { photo } from "./fixtures/photo";
import { handIn } from "./fixtures/reporter";
import { hydrated } from "./fixtures/scriptless";
import { expect, test } from "./fixtures/test";
import { words } from "./fixtures/words";
import { phone as phoneWindow } from "./settings";

const say = (key: string, values = {}) => words("zh-CN", key, values);

/** Opens a case's own page as somebody. */
async function openCase(page: Page, account: Account, number: string): Promise<void> {
  await page.context().clearCookies();
  await signIn(page, account);
  await page.goto(`/desk/cases/${number}`);
  await hydrated(page);
}

/** Chooses a step and gives its form. */
async function choose(page: Page, action: string): Promise<void> {
  const tab = page.locator(".case-steps__tab", { hasText: new RegExp(`^${say(action)}$`) });
  if (await tab.count()) await tab.click();
}

async function send(page: Page): Promise<void> {
  await page.locator("form.desk-step button[type=submit]").click();
}

/** The notice after a step. */
async function expectDone(page: Page, action: string, state: string): Promise<void> {
  await expect(page.locator(".desk-notice")).toHaveText(say("desk.step_done", { step: say(action), state: say(state) }));
}

test("the whole way of a case: file, dispatch, accept, handle, check, close", async ({ page, somebody, inspect }) => {
  const word = newWord();
  const { number } = await handIn(
    { component: "33048201037001201", words: `路灯不亮，已经三天 ${word}`, phone: newPhone() },
    photo({}, 150_000),
  );

  // The acceptor finds it in the inbox and files it under a condition with its limit.
  await signIn(page, "shouli");
  await page.goto(`/desk/inbox?queue=intake&words=${word}`);
  await hydrated(page);
  await page.locator(".inbox-row").first().click();
  await expect(page.locator(".case-words")).toContainText("路灯不亮，已经三天");
  await expect(page.locator(".case-photos img")).toBeVisible();
  await expect(page.locator(".chosen-class")).toContainText("01037");
  await send(page);
  await expect(page.locator("#error-summary")).toContainText(say("faults.condition_unknown"));
  await tick(page.locator("form.desk-step").getByRole("radio").first());
  await send(page);
  await expectDone(page, "terms.action_file", "terms.state_filed");
  await expect(page.locator(".inbox-row"), "it has left the queue").toHaveCount(0);
  await page.getByRole("switch").click();
  await expect(page.locator(".desk-notice")).toHaveText(say("desk.release_done"));

  // The dispatcher sends it where the rules say, with their reason.
  await openCase(page, "paiqian", number);
  await expect(page.locator("form.desk-step .notice")).toContainText("推荐：市政公司");
  await expect(page.locator("form.desk-step .notice")).toContainText("路灯及配电箱由市政公司全市养护");
  await expect(page.locator("#department option:checked")).toHaveText("市政公司");
  await inspect();
  await send(page);
  await expectDone(page, "terms.action_dispatch", "terms.state_dispatched");

  // The department takes it in and names an officer.
  await openCase(page, "shizheng", number);
  await choose(page, "terms.action_accept");
  await send(page);
  await expect(page.locator("#error-summary")).toContainText(say("faults.officer_unknown"));
  await page.locator("#officer").selectOption({ label: (await page.locator("#officer option", { hasText: "王海峰" }).innerText()).trim() });
  await page.locator("#words").fill("请今晚处理");
  await inspect();
  await send(page);
  await expectDone(page, "terms.action_accept", "terms.state_handling");

  // The officer on the phone: takes the order, photographs, finishes.
  const handling = new Officer(await somebody(phoneWindow));
  await handling.signIn("xuncha");
  await handling.open(number);
  await handling.start();
  await handling.finish({ note: "更换灯泡和镇流器" });

  // The collector on the phone looks at it: passed.
  const checking = new Officer(await somebody(phoneWindow));
  await checking.signIn("caiji");
  await checking.open(number);
  await checking.check({ finding: "夜间已亮", passed: true });

  // The acceptor answers the citizen, with a sentence that stands ready.
  await openCase(page, "shouli", number);
  await expect(page.locator(".history")).toHaveCount(8);
  await expect(page.locator(".orders__order"), "one to handle it, one to check").toHaveCount(2);
  await page.locator(".phrase").first().click();
  await expect(page.locator("form.desk-step #words")).toHaveValue(say("desk.phrase_solved_1"));
  await expect(page.locator("#publish"), "nobody's answer is public by itself").not.toBeChecked();
  await page.locator("#publish").check();
  await inspect();
  await send(page);
  await expectDone(page, "terms.action_close", "terms.state_closed");
  await expect(page.locator(".case-steps__waiting")).toHaveText(say("desk.ended_closed"));
  for (const what of ["上报", "立案", "派遣", "接收", "接单", "处置完成", "核查通过", "办结"]) await expect(page.locator(".timeline")).toContainText(what);
  await expect(page.locator(".timeline .photo-strip img")).toHaveCount(3);

  const citizen = await somebody(phoneWindow);
  await citizen.goto(`/cases/${number}`);
  await expect(citizen.locator(".closing")).toContainText(say("desk.phrase_solved_1"));
  await expect(citizen.locator(".timeline__item")).toHaveCount(8);
});

test("refused with a reason that the citizen is told", async ({ page }) => {
  const { number } = await handIn({ words: "请多种点树" });
  await openCase(page, "shouli", number);
  await choose(page, "terms.action_refuse");
  await send(page);
  await expect(page.locator("#error-summary")).toContainText(say("faults.reason_required"));
  await page.locator("#reason").fill("建议类事项请拨打 12345。");
  await send(page);
  await expectDone(page, "terms.action_refuse", "terms.state_refused");
  await expect(page.locator(".history__words")).toContainText("建议类事项请拨打 12345。");
});

test("returned with a compulsory reason: only the dispatcher can move it on", async ({ page, crew }) => {
  const { number } = await handIn({ component: "33048201037001301" });
  await crew.bring(number, "dispatched");
  await openCase(page, "shizheng", number);
  await choose(page, "terms.action_return");
  await send(page);
  await expect(page.locator("#error-summary")).toContainText(say("faults.reason_required"));
  await expect(page.locator("#error-summary")).toBeFocused();
  await page.locator("#reason").fill("这盏灯属于小区物业");
  await send(page);
  await expect(page.locator(".desk-notice")).toContainText(say("terms.state_returned"));

  await openCase(page, "paiqian", number);
  await expect(page.locator(".history__words").first()).toHaveText("这盏灯属于小区物业");
  await expect(page.locator(".case-steps__tab")).toHaveText([say("terms.action_dispatch"), say("terms.action_send_back")]);
  await choose(page, "terms.action_send_back");
  await page.locator("#reason").fill("请核实产权");
  await send(page);
  await expectDone(page, "terms.action_send_back", "terms.state_reported");
});

test("two clerks at the same case: the second sees what the first did", async ({ page, somebody, crew, expectStatus }) => {
  expectStatus(409, "/rpc/app/api/case/move_case");
  const { number } = await handIn({ component: "33048201037001401" });
  await crew.bring(number, "filed");
  await openCase(page, "paiqian", number);
  // Other words than the first ones: exactly the same step of the same person is the same step again, and done.
  await page.getByLabel(say("desk.dispatch_note")).fill("请今天去看");
  await crew.bring(number, "dispatched");
  await send(page);
  await expect(page.locator(".desk-notice")).toHaveText(say("faults.already_moved"));
  await expect(page.locator(".case-head")).toContainText(say("terms.state_dispatched"));
  await expect(page.locator(".history")).toHaveCount(3);
  // Somebody else's department sees nothing of it.
  const stranger = await somebody();
  await signIn(stranger, "zhifa");
  expect((await stranger.request.get(`/desk/cases/${number}`)).status()).toBe(404);
});

test("a reason typed meanwhile is shown again, to be copied", async ({ page, crew, expectStatus }) => {
  expectStatus(409, "/rpc/app/api/case/move_case");
  const { number } = await handIn({ component: "33048201037001451" });
  await openCase(page, "shouli", number);
  await choose(page, "terms.action_refuse");
  await page.locator("#reason").fill("写了很久的一段理由");
  await crew.bring(number, "filed");
  await send(page);
  await expect(page.locator(".desk-notice")).toHaveText(say("faults.already_moved"));
  await expect(page.locator("#reason")).toHaveCount(0);
  await expect(page.locator(".user-words")).toHaveText("写了很久的一段理由");
});

test("a note for colleagues, and the number in full for a reason", async ({ page, somebody }) => {
  const phone = newPhone();
  const { number } = await handIn({ component: "33048201037001501", phone });
  await openCase(page, "shouli", number);
  await expect(page.locator(".reporters")).toContainText([`${phone.slice(0, 3)}******${phone.slice(-2)}`]);
  expect(await page.content()).not.toContain(phone);
  await page.locator("#note").fill("已电话核实地点");
  await page.getByRole("button", { name: say("desk.note_add") }).click();
  await expect(page.locator(".desk-notice")).toHaveText(say("desk.note_done"));
  await expect(page.locator("#note")).toHaveValue("");
  await expect(page.locator(".history__words")).toContainText("已电话核实地点");

  await page.locator(".reveal summary").click();
  await page.getByRole("button", { name: say("desk.reveal_show") }).click();
  await expect(page.locator(".reveal").getByRole("alert")).toContainText(say("faults.reason_required"));
  await page.locator("#reveal-reason").fill("回访核实地点");
  await page.getByRole("button", { name: say("desk.reveal_show") }).click();
  await expect(page.locator(`a[href="tel:${phone}"]`)).toBeVisible();
  const citizen = await somebody();
  expect((await citizen.request.get(`/cases/${number}`)).status()).toBe(404);
});

test("a call is registered, with its likely duplicates shown while typing", async ({ page, crew, inspect }) => {
  const there = await handIn({ component: "33048201037001601", words: "灯杆倒了横在路上" });
  await crew.bring(there.number, "filed");
  await signIn(page, "shouli");
  await page.goto("/desk/register");
  await hydrated(page);
  await expect(page.locator("#words"), "the clerk can type at once").toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(page.locator("#error-summary").getByRole("listitem")).toHaveCount(2);

  await page.locator("#words").fill("灯杆倒了横在路上");
  await page.locator("#component").fill("33048201037001601");
  await expect(page.locator(".register__component")).not.toBeEmpty();
  const likely = page.locator(".register__likely li", { hasText: there.number });
  await expect(likely).toBeVisible();
  await inspect();

  // Looking at one leaves the call as it was typed.
  const [beside] = await Promise.all([page.waitForEvent("popup"), likely.getByRole("link").click()]);
  await expect(beside.locator(".case-head__number")).toContainText(there.number);
  await beside.close();
  await expect(page.locator("#words")).toHaveValue("灯杆倒了横在路上");

  // Another problem at the same place is a case of its own, and the caller hears its number.
  await page.locator("#words").fill("路灯不亮");
  // The offers follow the words in a pause of typing.
  await page.locator(".class-finder__offers button", { hasText: /^路灯/ }).first().click();
  await expect(page.locator(".chosen-class")).toContainText("路灯");
  await page.locator("#phone").fill("0573-85012345");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".registered__title")).toHaveText(say("desk.call_registered"));
  const number = await page.locator(".registered__number").innerText();
  expect(number).not.toBe(there.number);
  await expect(page.locator(".registered time")).toBeVisible();
  await inspect({ varying: ["main"] });

  // The next call joins.
  await expect(page.getByRole("button", { name: say("desk.call_next") })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.locator("#words").fill("灯杆倒了横在路上");
  await page.locator("#component").fill("33048201037001601");
  const joining = page.getByRole("button", { name: say("desk.join_number", { number: there.number }) });
  await page.locator("#phone").fill("12-ab");
  await joining.click();
  await expect(page.locator("#error-summary")).toContainText(say("faults.phone_malformed"));
  await page.locator("#phone").fill("");
  await joining.click();
  await expect(page.locator(".registered__title")).toHaveText(say("desk.call_joined"));
  await expect(page.locator(".registered__number")).toHaveText(there.number);
  expect((await (await crew.as("shouli")).find(there.number)).summary.people).toBe(2);
});

test("nothing can be typed into a call that is on its way", async ({ page, crew }) => {
  await signIn(page, "shouli");
  await page.goto("/desk/register");
  await hydrated(page);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/rpc/app/api/case/register_case", async (route) => {
    await released;
    await route.continue();
  });
  await page.locator("#words").fill("路灯不亮");
  await page.locator("#component").fill("33048201037001651");
  await page.locator("#words").press("Control+Enter");
  await expect(page.locator("#words")).toBeDisabled();
  await page.keyboard.type("，还有一处");
  await expect(page.locator("#words"), "what was typed stays as it was sent").toHaveValue("路灯不亮");
  release();
  const number = await page.locator(".registered__number").innerText();
  expect((await (await crew.as("shouli")).find(number)).words).toBe("路灯不亮");
});

test("opened again by its reporter: let stand with a reason, or filed again", async ({ page, crew, somebody }) => {
  const { number, link } = await handIn({ component: "33048201037001701" });
  await crew.bring(number, "closed");
  const reporter = await somebody(phoneWindow);
  await reporter.goto(link);
  await hydrated(reporter);
  await reporter.locator("details.card summary").click();
  await reporter.locator("#words").fill("还是不亮");
  await reporter.getByRole("button", { name: say("citizen.reopen"), exact: true }).click();
  await expect(reporter).toHaveURL(/#done-reopen$/);

  await openCase(page, "shouli", number);
  await expect(page.locator(".history__words").first()).toHaveText("还是不亮");
  await choose(page, "terms.action_uphold");
  await page.locator("#reason").fill("现场复核，灯已亮。");
  await send(page);
  await expectDone(page, "terms.action_uphold", "terms.state_closed");
  await reporter.goto(`/cases/${number}`);
  await expect(reporter.getByText("现场复核，灯已亮。")).toBeVisible();
});
