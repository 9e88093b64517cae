// The officers' app on a phone: orders, one order to its end, checks, finds of one's own.
import { axe } from "./fixtures/axe";
import { newWord } from "./fixtures/citizen";
import { Officer } from "./fixtures/officer";
import { notAnImage, photo } from "./fixtures/photo";
import { handIn } from "./fixtures/reporter";
import { hydrated } from "./fixtures/scriptless";
import { expect, test } from "./fixtures/test";
import { LANGUAGES, words } from "./fixtures/words";

type Box = { x: number; y: number; width: number; height: number };

const say = (key: string, values = {}) => words("zh-CN", key, values);

/** What belongs to the address and the person appears after hydration: the shell itself is the same everywhere. */
const PERSONAL = ["title", "main", ".officer", ".officer__tab"];

test("the shell is the same at every address, before anybody is known", async ({ page, inspect }) => {
  const shells = new Set<string>();
  for (const path of ["/officer/", "/officer/orders/PH20261123-000001", "/officer/report", "/officer/me"]) {
    const html = await (await page.request.get(path)).text();
    // But for the page's nonce, and hints for the browser that come and go from answer to answer.
    const nonce = /nonce="([^"]+)"/.exec(html)![1]!;
    shells.add(html.replaceAll(nonce, "").replace(/<link [^>]*rel="modulepreload">/g, ""));
  }
  expect(shells.size).toBe(1);
  await page.goto("/officer");
  await expect(page).toHaveURL("/officer/");
  await hydrated(page);
  await expect(page.getByRole("heading", { name: say("officer.signed_out_title") })).toBeVisible();
  await inspect({ varying: PERSONAL });
});

for (const language of LANGUAGES) {
  test(`every view stands and is accessible, in ${language}`, async ({ page, baseURL, crew, inspect }) => {
    const { number } = await handIn({ component: "33048201037000151" }, photo({}, 150_000));
    await crew.bring(number, "handling");
    await page.context().addCookies([{ name: "language", value: language, url: baseURL! }]);
    const officer = new Officer(page);
    await officer.signIn("xuncha");
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expect(page.locator(".order-card").first()).toBeVisible();
    await inspect({ varying: PERSONAL });
    await officer.open(number);
    await inspect({ varying: PERSONAL });
    for (const [tab, view] of [["tab_report", "fieldset#photo"], ["tab_me", ".officer__settings"]]) {
      await page.locator(".officer__tabs").getByRole("link", { name: words(language, `officer.${tab}`) }).click();
      await expect(page.locator(view!)).toBeVisible();
      await axe(page);
    }
    // By night as well.
    await page.getByRole("switch").click();
    await expect(page.locator(".officer")).toHaveAttribute("data-theme", "night");
    await axe(page);
    await page.goto("/officer/");
    await expect(page.locator(".order-card").first()).toBeVisible();
    await expect(page.locator(".officer")).toHaveAttribute("data-theme", "night");
    await axe(page);
  });
}

test("orders in hand: due first, with words for the clock, large buttons", async ({ page, crew }) => {
  const { number } = await handIn({ component: "33048201037000251" });
  await crew.bring(number, "handling");
  const officer = new Officer(page);
  await officer.signIn("xuncha");
  const card = page.locator(".order-card", { has: page.locator(`a[href="/officer/orders/${number}"]`) });
  await expect(card.locator(".clock")).toContainText(/剩|超时/);
  await expect(card.getByRole("link", { name: say("officer.navigate") })).toBeVisible();
  for (const target of await page.locator(".order-card .button, .officer__tab, .officer__tools button").all()) {
    expect((await target.boundingBox())!.height, await target.innerText()).toBeGreaterThanOrEqual(44);
  }
  // Taken from the list.
  const take = card.getByRole("button", { name: say("terms.action_start"), exact: true });
  expect((await take.boundingBox())!.height).toBeGreaterThanOrEqual(48);
  await take.click();
  await expect(card.getByRole("link", { name: say("officer.handle"), exact: true })).toBeVisible();
});

test("what is urgent is said above the bar, whole", async ({ page, crew }) => {
  const { number } = await handIn({ words: "燃气泄漏，有人晕倒", warned: "ambulance fire gas police" });
  await crew.bring(number, "handling");
  await new Officer(page).signIn("xuncha");
  const alarm = page.locator(".alarm");
  await expect(alarm.locator(".alarm__count")).toBeVisible();
  const boxes = [".officer__main", ".alarm", ".officer__bar"].map((part) => page.locator(part).boundingBox());
  const [main, above, bar] = (await Promise.all(boxes)).map((box) => box!) as [Box, Box, Box];
  expect(above.y).toBe(main.y);
  expect(above.y + above.height, "the bar does not cover it").toBeLessThanOrEqual(bar.y + 0.5);
  expect([above.x, above.width]).toEqual([bar.x, bar.width]);
});

test("an order given to somebody else says so at its old address; given back, it says what was told with it", async ({ page, crew, expectStatus }) => {
  expectStatus(409, "/rpc/app/api/case/find_case");
  const { number } = await handIn({ component: "33048201037000451" });
  await crew.bring(number, "handling");
  const officer = new Officer(page);
  await officer.signIn("xuncha");
  await officer.open(number);
  await officer.start();
  await page.locator("#words").fill("灯罩已拆");
  const clerk = await crew.as("shizheng");
  const before = (await clerk.find(number)).summary.officer!.zh;
  const officers = await clerk.call<{ account: number; name: { zh: string } }[]>("case/list_officers", { number });
  const other = officers.find(({ name }) => name.zh !== before)!;
  await clerk.step(number, { reassign: { officer: other.account, note: "" } });
  await page.reload();
  await expect(page.getByText(say("officer.reassigned_title"))).toBeVisible();
  await expect(page.getByText("灯罩已拆"), "what was not sent is not lost").toBeVisible();
  await page.getByRole("link", { name: say("officer.back_to_orders") }).click();
  await expect(page.locator(`a[href="/officer/orders/${number}"]`)).toHaveCount(0);
  const own = officers.find(({ name }) => name.zh === before)!;
  await clerk.step(number, { reassign: { officer: own.account, note: "带上梯子" } });
  await officer.open(number);
  await expect(page.locator(".officer__order .notice")).toContainText("带上梯子");
});

test("orders on the map, and by distance", async ({ page, context, crew }) => {
  const { number } = await handIn({ component: "33048201037000351" });
  await crew.bring(number, "handling");
  await context.grantPermissions(["geolocation"]);
  const officer = new Officer(page);
  await officer.signIn("xuncha");
  await officer.button("officer.locate").click();
  await expect(page.locator(".order-card__distance").first()).toHaveText(/m$/);
  await officer.button("officer.map").click();
  await expect(page.locator(".map__zoom")).toBeVisible();
  // Orders that lie close together share a mark, which goes nearer before it chooses.
  await expect(async () => {
    await page.locator(".map__number").last().click();
    await expect(page.locator(".officer__chosen .order-card")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await axe(page);
});

test("an order to its end: what is missing is said, what is half done survives", async ({ page, crew, expectStatus }) => {
  expectStatus(422, "/media");
  const { number } = await handIn({ component: "33048201037000451", words: "路灯不亮，晚上很黑" }, photo({}, 150_000));
  await crew.bring(number, "handling");
  const officer = new Officer(page);
  await officer.signIn("xuncha");
  await officer.open(number);
  await expect(page.locator(".officer__words")).toHaveText("路灯不亮，晚上很黑");
  await officer.start();

  await officer.button("terms.action_finish").click();
  await expect(page.locator("#error-summary")).toContainText(say("faults.after_photo_required"));
  await page.locator("#words").fill("换了灯泡");
  await officer.photograph("before");
  // A file that is no picture says so and stops nothing.
  await page.locator("fieldset#photo input[type=file][multiple]").setInputFiles(notAnImage());
  await expect(page.locator("fieldset#photo [role=alert]")).toContainText(say("faults.photo_not_an_image"));
  await officer.button("terms.action_finish").click();
  await expect(page.locator("#error-summary")).toContainText(say("faults.photo_waiting"));
  await expect(page.locator("#error-summary")).toBeFocused();
  await page.getByRole("button", { name: say("photo.remove_number", { number: 1 }) }).last().click();

  // A dead battery in between.
  await officer.open(number);
  await expect(page.locator("#words")).toHaveValue("换了灯泡");
  await expect(page.locator("fieldset#before .photo-picker__state--done")).toHaveCount(1);
  await officer.photograph("photo");
  await officer.button("terms.action_finish").click();
  await expect(page.locator(".officer__order-head")).toContainText(say("terms.state_handled"));
  const found = await (await crew.as("shouli")).find(number);
  expect(found.summary.state).toBe("handled");
  expect(found.photos.map(({ kind }) => kind).sort()).toEqual(["after", "before", "report"]);
});

test("an answer that is lost: what arrived is not called unsent, what was added since is", async ({ page, crew, expectStatus }) => {
  expectStatus(503, "/rpc/app/api/case/move_case");
  const { number } = await handIn({});
  await crew.bring(number, "handling");
  const officer = new Officer(page);
  await officer.signIn("xuncha");
  await officer.open(number);
  await officer.start();
  await page.locator("#words").fill("换了灯泡");
  await officer.photograph("photo");
  const steps = "**/move_case";
  await page.route(steps, async (route) => {
    await route.fetch();
    await route.fulfill({ status: 503, contentType: "application/json", body: "{}" });
  });
  await officer.button("terms.action_finish").click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await page.unroute(steps);
  await page.locator("#words").fill("换了灯泡，灯罩下次再换");

  await officer.open(number);
  await expect(page.locator(".officer__order-head")).toContainText(say("terms.state_handled"));
  await expect(page.getByText("换了灯泡，灯罩下次再换")).toBeVisible();
  await expect(page.getByText(say("officer.photos_unsent"))).toHaveCount(0);
});

test("a check that fails brings the order back with its reason", async ({ page, crew, somebody }) => {
  const { number } = await handIn({ component: "33048201037000551" });
  await crew.bring(number, "handled");
  const collector = new Officer(page);
  await collector.signIn("caiji");
  await collector.open(number);
  await collector.button("terms.action_fail_check").click();
  await expect(page.locator("#error-summary").getByRole("listitem")).toHaveCount(2);
  await collector.check({ finding: "灯仍在闪", passed: false });
  expect((await (await crew.as("shouli")).find(number)).summary.state).toBe("handling");

  const officer = new Officer(await somebody());
  await officer.signIn("xuncha");
  await officer.open(number);
  await expect(officer.page.locator(".notice--warning")).toContainText("灯仍在闪");
  await officer.finish({ note: "更换镇流器" });
  await collector.open(number);
  await collector.check({ finding: "已正常", passed: true });
  expect((await (await crew.as("shouli")).find(number)).summary.state).toBe("checked");
});

test("an officer reports what they find, on one screen", async ({ page, context, crew }) => {
  await context.grantPermissions(["geolocation"]);
  const officer = new Officer(page);
  await officer.signIn("xuncha");
  await page.locator(".officer__tabs").getByRole("link", { name: say("officer.tab_report") }).click();
  await officer.button("officer.report_send").click();
  await expect(page.locator("#error-summary")).toBeVisible();
  const word = newWord();
  await officer.photograph("photo");
  await page.locator("#words").fill(`路灯不亮 ${word}`);
  await page.locator(".class-finder__offer").first().click();
  await officer.button("officer.here").click();
  await expect(page.locator(".map__marker")).toHaveCount(1);
  // What is half done is still there after a look at the orders.
  await page.locator(".officer__tabs").getByRole("link", { name: say("officer.tab_orders") }).click();
  await expect(page.locator("h1")).toContainText(say("officer.today"));
  await page.locator(".officer__tabs").getByRole("link", { name: say("officer.tab_report") }).click();
  await expect(page.locator("#words")).toHaveValue(`路灯不亮 ${word}`);
  await expect(page.locator(".photo-picker__state--done")).toHaveCount(1);
  await officer.button("officer.report_send").click();
  await expect(page.getByRole("heading", { name: say("officer.sent_title") })).toBeVisible();
  const number = await page.locator(".officer__number").innerText();
  const found = await (await crew.as("shouli")).find(number);
  expect(found.words).toContain(word);
  expect(found.photos).toHaveLength(1);
  await page.getByRole("link", { name: say("officer.sent_look") }).click();
  await expect(page.locator(".officer__order")).toBeVisible();
});

test("clerks are led to the desk, and signing out leaves nothing on the phone", async ({ page, crew }) => {
  const { number } = await handIn({ component: "33048201037000651" });
  await crew.bring(number, "handling");
  const officer = new Officer(page);
  await officer.signIn("xuncha");
  await officer.open(number);
  await officer.start();
  await page.locator("#words").fill("换灯泡");
  await page.locator(".officer__tabs").getByRole("link", { name: say("officer.tab_me") }).click();
  const stored = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("officer-draft:")).length);
  expect(await stored()).toBeGreaterThan(0);
  await page.getByRole("button", { name: say("site.sign_out") }).click();
  await expect(page).toHaveURL("/login");
  expect(await stored()).toBe(0);

  await page.locator("#login").fill("shizheng");
  await page.locator("#password").fill("jingzhi-demo");
  await page.locator(".login__form [type=submit]").click();
  await expect(page).toHaveURL("/desk/inbox");
  await page.goto("/officer/");
  await expect(page.getByRole("heading", { name: say("officer.other_role_title") })).toBeVisible();
  await axe(page);
});
