// Finding one's own case again, and what its reporter may do with it: add, hurry, rate, reopen.
import { newPhone, tick } from "./fixtures/citizen";
import { photo } from "./fixtures/photo";
import { handIn } from "./fixtures/reporter";
import { expect, test } from "./fixtures/test";
import { LANGUAGES } from "./fixtures/words";

for (const language of LANGUAGES) {
  test(`by number and the whole phone number, in ${language}`, async ({ page, citizen, inspect }) => {
    const phone = newPhone();
    const { number } = await handIn({ phone, words: "路灯不亮，请尽快修" });
    const me = citizen(language);
    await me.open("/track");
    await inspect();
    // As people type it: small letters, a full-width dash, spaces, the country.
    await page.locator("#number").fill(` ${number.toLowerCase().replace("-", "－")} `);
    await page.locator("#phone").fill(`+86 ${phone.slice(0, 3)} ${phone.slice(3, 7)}-${phone.slice(7)} `);
    expect(await me.press("citizen.track_find")).toBe(200);
    await expect(page).toHaveURL(me.at(`/cases/${number}`));
    await expect(page.getByText("路灯不亮，请尽快修")).toBeVisible();
    await expect(page.getByText(me.say("citizen.case_only_you"))).toBeVisible();
    await expect(page.getByText(`${phone.slice(0, 3)}******${phone.slice(-2)}`)).toBeVisible();
    await inspect();
  });

  test(`a wrong phone and an unknown number get the same answer, in ${language}`, async ({ page, citizen, expectStatus, inspect }) => {
    expectStatus(422);
    const { number } = await handIn({ phone: "13812340000" });
    const me = citizen(language);
    await me.open("/track");
    for (const asked of [number, "PH20200101-000001"]) {
      await page.locator("#number").fill(asked);
      await page.locator("#phone").fill("13899999999");
      expect(await me.press("citizen.track_find")).toBe(422);
      await expect(page.locator("#error-summary")).toContainText(me.say("faults.track_mismatch"));
      await expect(page.locator("#number")).toHaveValue(asked);
      await expect(page.locator("#phone")).toHaveValue("13899999999");
    }
    await inspect();
  });
}

test("whoever guesses a phone has to wait after five tries, and is told how long", async ({ page, citizen, expectStatus }) => {
  expectStatus(422);
  expectStatus(429);
  const { number } = await handIn({ phone: "13812344321" });
  const me = citizen();
  await me.open("/track");
  const guess = async (phone: string) => {
    await page.locator("#number").fill(number);
    await page.locator("#phone").fill(phone);
    return me.press("citizen.track_find");
  };
  for (let place = 0; place < 5; place++) expect(await guess(`1381234000${place}`)).toBe(422);
  // Each wait is twice the one before: soon it is longer than filling in the form takes.
  let answer = 422;
  for (let place = 5; answer === 422 && place < 10; place++) answer = await guess(`1381234000${place}`);
  expect(answer).toBe(429);
  const told = await page.locator("#error-summary").innerText();
  expect(told).toContain(me.say("faults.too_many_wait", { wait: "|" }).split("|")[0]!);
});

test("the own link opens the case, here and for nobody else", async ({ page, citizen, somebody }) => {
  const { number, link } = await handIn({ words: "井盖翘起" }, photo({}, 150_000));
  const me = citizen();
  await me.open(link);
  await expect(page).toHaveURL(`/cases/${number}`);
  expect(await page.content(), "the secret has left page and address").not.toContain(link.split("/").at(-1));
  await expect(page.getByText("井盖翘起")).toBeVisible();
  await expect(page.locator(".photo-strip img")).toBeVisible();
  await page.reload();
  await me.ready();
  await expect(page.getByText("井盖翘起")).toBeVisible();
  // The cookie opens this case and no other.
  const other = await handIn();
  expect((await page.request.get(`/cases/${other.number}`)).status()).toBe(404);
  const stranger = await somebody();
  expect((await stranger.request.get(`/cases/${number}`)).status()).toBe(404);
  expect((await stranger.request.get(`${link}x`)).status()).toBe(404);
});

test("the reporter adds, hurries, rates and has it opened again", async ({ page, citizen, crew, inspect, expectStatus }) => {
  expectStatus(422);
  const { number, link } = await handIn({ component: "33048201037000401" });
  const me = citizen();
  await me.open(link);

  expect(await me.press("citizen.add")).toBe(422);
  await expect(page.locator("#error-summary")).toContainText(me.say("faults.required"));
  await page.locator("#words").fill("今晚又不亮了");
  expect(await me.press("citizen.add")).toBe(200);
  await expect(page).toHaveURL(`/cases/${number}#done-add`);
  await expect(page.getByText(me.say("citizen.done_note_add"))).toBeVisible();
  await expect(page.locator(".timeline")).toContainText(me.say("citizen.event_you_added"));

  expect(await me.press("citizen.hurry")).toBe(200);
  await expect(page).toHaveURL(`/cases/${number}#done-hurry`);
  await expect(me.button("citizen.hurry"), "once in 24 hours").toHaveCount(0);
  await expect(page.locator(".timeline")).toContainText(me.say("citizen.event_you_hurried"));

  // To staff both are there.
  const shouli = await crew.as("shouli");
  const detail = await shouli.call<{ summary: { hurries: number }; events: { words: string }[] }>("case/find_case", { number });
  expect(detail.summary.hurries).toBe(1);
  expect(detail.events.map(({ words }) => words)).toContain("今晚又不亮了");

  await crew.bring(number, "closed");
  await me.open(`/cases/${number}`);
  await expect(page.getByText("路灯已修好，感谢您的反映。").first()).toBeVisible();
  await expect(page.locator(".photo-strip img"), "before and after").toHaveCount(2);
  await inspect();

  // Dissatisfied needs a reason; what was chosen stays chosen, and what was done before is not said again.
  await tick(page.getByRole("radio", { name: "不满意", exact: true }));
  expect(await me.press("citizen.rate_send")).toBe(422);
  await expect(page.locator("#error-summary")).toContainText(me.say("faults.reason_required"));
  await expect(page.getByRole("radio", { name: "不满意", exact: true })).toBeChecked();
  await expect(page.locator(".done-note:visible")).toHaveCount(0);
  await inspect();
  await page.locator("#reason").fill("只亮了一晚");
  expect(await me.press("citizen.rate_send")).toBe(200);
  await expect(page).toHaveURL(`/cases/${number}#done-rate`);
  await expect(me.button("citizen.rate_send"), "rated once").toHaveCount(0);
  await expect(page.getByText(me.say("citizen.rated"))).toContainText("不满意");

  await page.locator("details.card summary").click();
  await page.locator("#words").fill("今晚又全黑了");
  expect(await me.press("citizen.reopen")).toBe(200);
  await expect(page).toHaveURL(`/cases/${number}#done-reopen`);
  await expect(page.locator(".timeline")).toContainText("市民要求重办");
  expect((await shouli.find(number)).summary.state).toBe("reopened");
});

test("a refused report tells its reporter why, and nobody else", async ({ page, citizen, crew, somebody }) => {
  const { number, link } = await handIn({ words: "希望多种些花" });
  await (await crew.as("shouli")).step(number, { refuse: { reason: "这属于建议，请向街道办事处提出，电话 12345 可转。" } });
  const me = citizen();
  await me.open(link);
  await expect(page.getByText("这属于建议，请向街道办事处提出，电话 12345 可转。")).toBeVisible();
  expect((await (await somebody()).request.get(`/cases/${number}`)).status()).toBe(404);
});
