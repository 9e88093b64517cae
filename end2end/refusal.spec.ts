// What is refused: each form says exactly what is wrong, keeps everything that was typed, and can be sent again.
import type { Citizen } from "./fixtures/citizen";
import { newWord, TOWN } from "./fixtures/citizen";
import { emptyPhoto, heic, notAnImage, oversizePhoto, photo, pngBomb, truncatedPhoto, type Upload } from "./fixtures/photo";
import { handIn } from "./fixtures/reporter";
import { newVisitor } from "./fixtures/staff";
import { expect, test } from "./fixtures/test";
import { LANGUAGES } from "./fixtures/words";

/** The summary on top with these messages, its focus, and the title that begins with the error. */
async function expectSummary(me: Citizen, faults: string[]): Promise<void> {
  const summary = me.page.locator("#error-summary");
  for (const fault of faults) await expect(summary).toContainText(me.say(`faults.${fault}`));
  await expect(summary.getByRole("listitem")).toHaveCount(faults.length);
  if (me.scripted) await expect(summary).toBeFocused();
  expect(await me.page.title()).toMatch(me.language === "en" ? /^Error: / : /^错误：/);
}

for (const language of LANGUAGES) {
  test(`a place that nobody could find, in ${language}`, async ({ page, citizen, expectStatus, inspect }) => {
    expectStatus(422);
    const me = citizen(language);
    await me.skipPhotos();
    await page.locator("#address").fill("12 号门口 <b>&amp;</b>");
    expect(await me.press("citizen.next")).toBe(422);
    await expect(page).toHaveURL(me.at("/report/place"));
    await expectSummary(me, ["place_missing"]);
    await expect(page.locator("#town-error")).toContainText(me.say("faults.place_missing"));
    await expect(page.locator("#address")).toHaveValue("12 号门口 <b>&amp;</b>");
    await inspect();
    await page.locator("#error-summary a").click();
    await expect(page).toHaveURL(/#town$/);
    if (me.scripted) await expect(page.locator("#town")).toBeFocused();
    await page.locator("#town").selectOption(TOWN);
    await me.goOn("/report/details");
  });

  test(`details with three mistakes, in ${language}`, async ({ page, citizen, expectStatus, inspect }) => {
    expectStatus(422);
    const me = citizen(language);
    const words = "字".repeat(1001);
    await me.skipPhotos();
    await me.placeInWords("解放路 12 号门口");
    await page.locator("#words").fill(words);
    await page.locator("#phone").fill("12-ab");
    expect(await me.press("citizen.next")).toBe(422);
    await expectSummary(me, ["too_long", "phone_malformed"]);
    await expect(page.locator("#words")).toHaveValue(words);
    await expect(page.locator("#phone")).toHaveValue("12-ab");
    await expect(page.locator("#phone")).toHaveAttribute("aria-invalid", "true");
    await inspect();

    await page.locator("#words").fill("");
    await page.locator("#phone").fill("");
    expect(await me.press("citizen.next")).toBe(422);
    await expectSummary(me, ["nothing_reported"]);

    // Put right, it goes on with what the other screens said.
    await me.fillDetails({ words: "路灯不亮\n第二行", phone: "138 0000 1234" });
    await me.goOn("/report/check");
    await expect(page.locator(".summary-list")).toContainText("解放路 12 号门口");
    await expect(page.locator(".summary-list")).toContainText("138******34");
  });
}

test("a number that is on no plate", async ({ page, citizen, expectStatus }) => {
  expectStatus(422);
  const me = citizen();
  await me.skipPhotos();
  await page.locator("#address").fill("门口");
  await page.locator("details summary").click();
  await page.locator("#component").fill("33048201037999999");
  expect(await me.press("citizen.next")).toBe(422);
  await expectSummary(me, ["component_unknown"]);
  await expect(page.locator("#component")).toHaveValue("33048201037999999");
  await expect(page.locator("#component")).toBeVisible();
  await expect(page.locator("#address")).toHaveValue("门口");
});

const BAD_PHOTOS: { fault: string; upload: () => Upload }[] = [
  { fault: "photo_too_large", upload: unreadableOversize },
  { fault: "photo_heic", upload: heic },
  { fault: "photo_not_an_image", upload: notAnImage },
  { fault: "photo_too_many_pixels", upload: pngBomb },
  { fault: "photo_damaged", upload: truncatedPhoto },
  { fault: "photo_empty", upload: emptyPhoto },
];

for (const { fault, upload } of BAD_PHOTOS) {
  test(`a bad photo: ${fault}`, async ({ page, citizen, expectStatus, inspect }) => {
    expectStatus(422);
    const me = citizen();
    // Everything else is filled in before.
    await me.skipPhotos();
    await me.placeInWords("解放路 12 号门口");
    await me.fillDetails({ words: "路灯不亮", phone: "13800001234" });
    await me.goOn("/report/check");
    await me.open("/report");
    // A good one comes along with the bad one.
    await page.locator("#camera").setInputFiles(photo({}, 200_000));
    await page.locator("#album").setInputFiles(upload());
    expect(await me.press("citizen.next")).toBe(422);
    await expect(page).toHaveURL("/report");
    await expectSummary(me, [fault]);
    await expect(page.locator("#photo-error")).toContainText(me.say(`faults.${fault}`));
    await expect(page.locator(".stored-photos img"), "the good one is kept").toHaveCount(1);
    await inspect();

    await me.goOn("/report/place");
    await expect(page.locator("#address")).toHaveValue("解放路 12 号门口");
    await me.goOn("/report/details");
    await expect(page.locator("#words")).toHaveValue("路灯不亮");
    await expect(page.locator("#phone")).toHaveValue("13800001234");
    await me.goOn("/report/check");
    await me.send();
  });
}

/** Too large, and nothing that script could make smaller. */
function unreadableOversize(): Upload {
  const upload = oversizePhoto();
  upload.buffer.fill(0, 5_000_000);
  return upload;
}

test("a photo of more than ten megabytes: script makes it smaller, without script it is refused", async ({ citizen, expectStatus }) => {
  const me = citizen();
  await me.open("/report");
  await me.choose(oversizePhoto());
  if (me.scripted) return me.goOn("/report/place");
  expectStatus(422);
  expect(await me.press("citizen.next")).toBe(422);
  await expectSummary(me, ["photo_too_large"]);
});

test("a sixth photo is one too many", async ({ page, citizen, expectStatus }) => {
  expectStatus(422);
  const me = citizen();
  await me.open("/report");
  await me.choose(Array.from({ length: 6 }, (_, place) => photo({}, 120_000 + place)));
  expect(await me.press("citizen.next")).toBe(422);
  await expectSummary(me, ["too_many_photos"]);
  await expect(page.locator(".stored-photos img")).toHaveCount(5);
  await expect(page.getByText(me.say("citizen.photos_full"))).toBeVisible();
  await me.goOn("/report/place");
});

test("pressed twice, sent at once, sent again: one case", async ({ page, citizen, crew }) => {
  const me = citizen();
  const word = newWord();
  await me.skipPhotos();
  await me.placeInWords("解放路 12 号门口");
  await me.fillDetails({ words: `路灯不亮 ${word}` });
  await me.goOn("/report/check");
  const fields = await page.locator("form.report-form input[type=hidden]").evaluateAll((inputs) =>
    inputs.map((input) => [(input as HTMLInputElement).name, (input as HTMLInputElement).value] as const),
  );
  const form = { ...Object.fromEntries(fields), go: "send" };
  const sent = Array.from({ length: 4 }, () =>
    page.request.post("/report/check", { multipart: form, headers: { origin: new URL(page.url()).origin }, maxRedirects: 0 }),
  );
  await page.getByRole("button", { name: me.say("citizen.check_send") }).dblclick();
  for (const answer of await Promise.all(sent)) expect([303]).toContain(answer.status());
  await expect(page).toHaveURL(/\/report\/done\?report=/);
  await me.number();
  const list = await (await crew.as("shouli")).call<{ total: number }>("case/list_cases", { filter: { queue: "open", words: word, page: 1 } });
  expect(list.total).toBe(1);
});

test("an unknown number and somebody else's case are the same 404", async ({ page, citizen, expectStatus, inspect }) => {
  expectStatus(404);
  const { number } = await handIn();
  const me = citizen();
  await me.open(`/cases/${number}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(me.say("site.not_found_title"));
  await expect(page.locator("main a[href='/track']")).toBeVisible();
  await inspect();

  const stranger = await newVisitor();
  const answers = await Promise.all(
    [number, "PH20200101-000001", "no-number"].map(async (asked) => {
      const answer = await stranger.get(`/cases/${asked}`);
      const html = await answer.text();
      const nonce = /nonce="([^"]+)"/.exec(html)![1]!;
      return { status: answer.status(), html: html.replaceAll(asked, "NUMBER").replaceAll(nonce, "NONCE") };
    }),
  );
  expect(answers[0]!.status).toBe(404);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]!.status).toBe(404);
  await stranger.dispose();
});

test("a form on another site changes nothing here", async ({ page, baseURL, citizen, crew, expectStatus }) => {
  expectStatus(403);
  const { number } = await handIn({ component: "33048201037000301" });
  await crew.bring(number, "filed");
  const form = `<form method="post" action="${baseURL}/cases/${number}"><input name="action" value="join"><button>join</button></form>`;
  await page.route("http://elsewhere.example/", (route) => route.fulfill({ contentType: "text/html", body: form }));
  await page.goto("http://elsewhere.example/");
  await page.getByRole("button").click();
  await expect(page.getByText(citizen().say("faults.foreign_origin"))).toBeVisible();
  expect((await (await crew.as("shouli")).find(number)).summary.people).toBe(1);
});
