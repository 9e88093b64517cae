// A citizen reports something: from the photo to the receipt, on every way that the screens offer.
import { newPhone, newWord } from "./fixtures/citizen";
import { photo, uprightPhoto } from "./fixtures/photo";
import { handIn } from "./fixtures/reporter";
import { expect, test } from "./fixtures/test";
import { LANGUAGES, type Language } from "./fixtures/words";

/** A lamp of the demo city, with its number plate. */
const LAMP = "33048201037000007";

const SAID: Record<Language, { words: string; class: RegExp }> = {
  "zh-CN": { words: "路灯不亮", class: /^路灯/ },
  en: { words: "The street light is out", class: /street l/i },
};

for (const language of LANGUAGES) {
  test(`from the photo to the receipt, in ${language}`, async ({ page, citizen, inspect }) => {
    const me = citizen(language);
    await me.open("/report");
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await inspect();

    await me.choose(photo());
    await me.goOn("/report/place");
    // The place in the photo is an offer, not a step: nothing is filled in before it is taken.
    await expect(page.locator("input[name=lat]")).toHaveValue("");
    await inspect();
    const offer = me.button("citizen.offer_take");
    if (me.scripted) await offer.click();
    else expect(await me.press(offer)).toBe(200);
    await expect(page.locator(".pin-words")).toContainText(me.say("citizen.pin_photo"));
    await expect(page.locator("input[name=lat]")).toHaveValue(/^30\.69/);
    await expect(page.locator("input[name=lng]")).toHaveValue(/^121\.02/);

    await me.goOn("/report/details");
    await inspect();
    const phone = newPhone();
    await me.fillDetails({ ...SAID[language], phone });

    await me.goOn("/report/check");
    const answers = page.locator(".summary-list");
    await expect(answers).toContainText(SAID[language].words);
    await expect(answers).toContainText(`${phone.slice(0, 3)}******${phone.slice(-2)}`);
    await expect(answers).toContainText(me.say("citizen.check_pin"));
    await expect(answers.getByRole("img")).toHaveCount(1);
    expect(await page.content(), "the masked number is all that is shown").not.toContain(`>${phone}<`);
    await inspect();

    const number = await me.send();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(me.say("citizen.done_title"));
    await expect(page.locator(".promise strong")).toHaveText(/2026|2027/);
    await expect(page.locator(".next-steps li")).toHaveCount(3);
    await expect(page.getByRole("img", { name: me.say("citizen.link_qr") })).toBeVisible();
    await inspect();

    // The own link opens the case, which nobody else can see yet.
    await me.open(new URL(await page.locator(".own-link__address").innerText()).pathname.replace(/^\/en/, ""));
    await expect(page).toHaveURL(me.at(`/cases/${number}`));
    await expect(page.locator(".user-words").first()).toHaveText(SAID[language].words);
    await inspect();
  });
}

test("reload and the back button keep one case", async ({ page, citizen, crew }) => {
  const me = citizen();
  const word = newWord();
  await me.skipPhotos();
  await me.placeInWords("解放路 12 号门口");
  await me.fillDetails({ words: `路灯不亮 ${word}` });
  await me.goOn("/report/check");
  const number = await me.send();

  await page.reload();
  await me.ready();
  expect(await me.number()).toBe(number);

  await me.back();
  await expect(page).toHaveURL("/report/check");
  // The browser shows what it had, or asks for the page again: then that says that it has arrived.
  const send = me.button("citizen.check_send");
  if (await send.isVisible()) {
    await me.press(send);
    expect(await me.number(), "sent again: the same receipt").toBe(number);
  } else await expect(page.locator(".notice").getByText(number)).toBeVisible();

  const list = await (await crew.as("shouli")).call<{ total: number }>("case/list_cases", { filter: { queue: "open", words: word, page: 1 } });
  expect(list.total).toBe(1);
});

test("the back button loses nothing", async ({ page, citizen }) => {
  const me = citizen();
  await me.open("/report");
  await me.choose(photo({}, 400_000));
  await me.goOn("/report/place");
  await me.chooseTown();
  await page.locator("#road").selectOption({ label: "人民路" });
  await page.locator("#address").fill("公交站旁");
  await me.goOn("/report/details");
  await me.fillDetails({ words: "路灯不亮，已经三天", class: /^路灯/, phone: "13800001234" });
  await me.goOn("/report/check");

  await me.back();
  await expect(page.locator("#words")).toHaveValue("路灯不亮，已经三天");
  await expect(page.getByRole("radio", { checked: true })).toHaveAccessibleName(/^路灯/);
  await expect(page.locator("#phone")).toHaveValue("13800001234");
  await me.backTo("/report/place");
  await expect(page.locator("#town")).toHaveValue("330482001");
  await expect(page.locator("#road option:checked")).toHaveText("人民路");
  await expect(page.locator("#address")).toHaveValue("公交站旁");
  await me.backTo("/report");
  await expect(page.locator(".stored-photos img")).toHaveCount(1);

  // And forward again, by the screens' own buttons, to the same answers.
  await me.goOn("/report/place");
  await me.goOn("/report/details");
  await me.goOn("/report/check");
  const answers = page.locator(".summary-list");
  for (const answer of ["人民路", "公交站旁", "路灯不亮，已经三天", "138******34"]) await expect(answers).toContainText(answer);
});

test("a change on the check page comes back to it with the rest untouched", async ({ page, citizen }) => {
  const me = citizen();
  await me.skipPhotos();
  await me.placeInWords("解放路 12 号门口");
  await me.fillDetails({ words: "路灯不亮" });
  await me.goOn("/report/check");
  await page.locator("a[href='/report/place']").first().click();
  await expect(page).toHaveURL("/report/place");
  await page.locator("#address").fill("解放路 14 号门口");
  await me.goOn("/report/details");
  await me.goOn("/report/check");
  await expect(page.locator(".summary-list")).toContainText("解放路 14 号门口");
  await expect(page.locator(".summary-list")).toContainText("路灯不亮");
});

test("without a photo and without a map: town, community, road, address", async ({ page, citizen }) => {
  const me = citizen();
  await me.skipPhotos();
  await me.chooseTown();
  await page.locator("#community").selectOption({ index: 1 });
  const community = await page.locator("#community option:checked").innerText();
  await page.locator("#road").selectOption({ label: "解放路" });
  await page.locator("#address").fill("12 号门口");
  await me.goOn("/report/details");
  await me.fillDetails({ words: "垃圾堆在路边" });
  await me.goOn("/report/check");
  const answers = page.locator(".summary-list");
  for (const answer of ["当湖街道", community, "解放路", "12 号门口", "垃圾堆在路边", "匿名上报"]) await expect(answers).toContainText(answer);
  await me.send();
});

test("the number on the lamp is place enough", async ({ page, citizen }) => {
  const me = citizen();
  await me.skipPhotos();
  await me.placeByNumber(LAMP);
  await me.fillDetails({ words: "灯罩掉了", phone: newPhone() });
  await me.goOn("/report/check");
  await expect(page.locator(".summary-list")).toContainText(LAMP);
  await me.send();
});

test("photo, place and class are enough, without a word", async ({ page, citizen }) => {
  const me = citizen();
  await me.skipPhotos();
  await me.placeByNumber(LAMP);
  await me.fillDetails({ words: "路灯", class: /^路灯/ });
  await page.locator("#words").fill("");
  await me.goOn("/report/check");
  await expect(page.locator(".summary-list")).toContainText(me.say("citizen.check_no_words"));
  await me.send();
});

test("who met it too joins instead of reporting it again", async ({ page, citizen, crew, inspect }) => {
  const { number } = await handIn({ component: "33048201037000101", words: "路灯不亮，晚上很黑" });
  await crew.bring(number, "filed");

  const me = citizen();
  await me.skipPhotos();
  await me.placeByNumber("33048201037000101");
  await me.fillDetails({ words: "路灯不亮，晚上很黑", class: /^路灯/ });
  await me.goOn("/report/check");
  const likely = page.getByRole("listitem").filter({ has: page.locator(`button[value="${number}"]`) });
  await expect(likely).toContainText("已立案");
  await expect(likely).toContainText("1 人遇到");
  await expect(likely.locator("time")).toBeVisible();
  await expect(likely).not.toContainText("晚上很黑");
  await inspect();

  const join = likely.getByRole("button");
  await expect(join).toHaveText("我也遇到");
  expect(await me.press(join)).toBe(200);
  await expect(page).toHaveURL(/\/report\/done\?report=/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(me.say("citizen.done_joined_title"));
  expect(await me.number()).toBe(number);
  await inspect();

  await me.open(`/cases/${number}`);
  await expect(page.locator(".join__people")).toHaveText("共 2 人遇到");
});

test("danger: the numbers to call come first, then the report goes on", async ({ page, citizen, crew, inspect }) => {
  const me = citizen();
  await me.skipPhotos();
  await me.placeInWords("解放路 12 号门口");
  await me.fillDetails({ words: "小区门口燃气泄漏，有人晕倒", phone: newPhone() });
  await me.goOn("/report/emergency");
  await expect(page.locator("a[href='tel:120']")).toBeVisible();
  await expect(page.locator("a[href='tel:12345']").first()).toBeVisible();
  await inspect();
  expect(await me.press(page.getByRole("button", { name: "已拨打，继续上报" }))).toBe(200);
  await expect(page).toHaveURL("/report/check");
  await expect(page.locator(".summary-list")).toContainText("小区门口燃气泄漏，有人晕倒");
  const number = await me.send();
  const found = await (await crew.as("shouli")).call<{ summary: { urgent: boolean } }>("case/find_case", { number });
  expect(found.summary.urgent, "the case is flagged").toBe(true);
});

test("what the camera wrote into a photo is gone from what is stored", async ({ page, citizen, somebody }) => {
  const me = citizen();
  await me.open("/report");
  await me.choose(uprightPhoto());
  await me.goOn("/report/place");
  const id = await page.locator("input[name=photos]").first().inputValue();
  for (const address of [`/media/${id}`, `/media/${id}?size=small`]) {
    const answer = await page.request.get(address);
    expect(answer.status()).toBe(200);
    expect(answer.headers()).toMatchObject({ "content-type": "image/jpeg", "x-content-type-options": "nosniff" });
    const bytes = (await answer.body()).toString("latin1");
    for (const trace of ["Exif", "GPS", "Jingzhi", "Test camera", "2026:11:23", "+08:00"]) expect(bytes).not.toContain(trace);
  }
  // It lies on its side in the file and stands upright on the page.
  await me.open("/report");
  const size = await page.locator(".stored-photos img").evaluate((image) => [image.getAttribute("width"), image.getAttribute("height")].map(Number));
  expect(size[0]).toBeLessThan(size[1]!);

  const stranger = await somebody();
  expect((await stranger.request.get(`/media/${id}`)).status(), "a draft's photo is its own browser's").toBe(404);
});

test("several photos: more are added, one is taken away again", async ({ page, citizen }) => {
  const me = citizen();
  await me.open("/report");
  await me.choose([photo({}, 300_000), photo({}, 310_000)]);
  await me.goOn("/report/place");
  await me.back();
  await expect(page.locator(".stored-photos img")).toHaveCount(2);
  await me.choose(photo({}, 320_000), "camera");
  expect(await me.press("citizen.photo_another")).toBe(200);
  await expect(page).toHaveURL("/report");
  await expect(page.locator(".stored-photos img")).toHaveCount(3);
  expect(await me.press(me.button("citizen.photo_remove", { n: 2 }))).toBe(200);
  await expect(page.locator(".stored-photos img")).toHaveCount(2);
  await me.goOn("/report/place");
});
