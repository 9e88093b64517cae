// Pictures of every page in both languages, on a phone, on a desk, and in large type, into screenshots/. With JINGZHI_PICTURES=readme
// only those that the README shows, into pictures/.
import { readFileSync, statSync } from "node:fs";

import { expect, test, type Browser, type Page } from "@playwright/test";

import { signIn, type Account } from "./fixtures/account";
import { baseURL, desktop, phone } from "./settings";

interface Subject {
  /** The file's name. */
  name: string;
  /** The Chinese address; a citizen's page has its English twin under /en. */
  path: string;
  account?: Account;
  /** What to do before the picture, on the open page. */
  before?: (page: Page) => Promise<void>;
}

/** Opens what the first link of a list leads to; one with a picture where that matters. */
const first = (address: string, pictured = false) => async (page: Page) => {
  const link = page.locator(`main a[href*="${address}"]`);
  await (pictured ? link.filter({ has: page.locator("img") }) : link).first().click();
  await page.waitForURL(`**${address}*`);
};

/** Goes on through the screens of a report as far as one of them. */
const report = (to: "place" | "details" | "emergency" | "check" | "done") => async (page: Page) => {
  const next = async (screen: string) => {
    await page.locator(".sticky-action button").first().click();
    await page.waitForURL(`**/report/${screen}`);
  };
  await page.locator("#album").setInputFiles({ name: "street.jpg", mimeType: "image/jpeg", buffer: readFileSync("fixtures/street.jpg") });
  await next("place");
  if (to === "place") return;
  await page.locator("details summary").click();
  await page.locator("#component").fill("33048201037000901");
  await next("details");
  await page.locator("#words").fill(to === "emergency" ? "电线掉在路上，冒火花" : "路灯不亮，晚上走路看不清");
  if (to === "details") return page.waitForTimeout(1_000);
  await next(to === "emergency" ? "emergency" : "check");
  if (to === "done") await next("done");
};

const SUBJECTS: Subject[] = [
  { name: "home", path: "/" },
  { name: "report", path: "/report" },
  { name: "report-place", path: "/report", before: report("place") },
  { name: "report-details", path: "/report", before: report("details") },
  { name: "report-emergency", path: "/report", before: report("emergency") },
  { name: "report-check", path: "/report", before: report("check") },
  { name: "report-done", path: "/report", before: report("done") },
  {
    name: "report-refused",
    path: "/report",
    before: async (page) => {
      await report("details")(page);
      await page.locator("#words").fill("");
      await page.locator("#phone").fill("12-ab");
      await page.locator(".sticky-action button").first().click();
      await page.locator("#error-summary").waitFor();
    },
  },
  { name: "nearby", path: "/nearby" },
  { name: "nearby-empty", path: "/nearby?words=独角兽" },
  { name: "case", path: "/nearby?done=1", before: first("/cases/", true) },
  { name: "case-open", path: "/nearby", before: first("/cases/", true) },
  { name: "track", path: "/track" },
  { name: "missing", path: "/cases/PH20200101-000001" },
  { name: "login", path: "/login" },
  { name: "desk-inbox", path: "/desk/inbox", account: "shouli" },
  { name: "desk-dispatch", path: "/desk/inbox", account: "paiqian" },
  { name: "desk-case", path: "/desk/inbox", account: "paiqian", before: first("case=PH") },
  { name: "desk-file", path: "/desk/inbox?queue=intake", account: "shouli", before: first("case=PH") },
  { name: "desk-accept", path: "/desk/inbox?queue=take_in", account: "shizheng", before: first("case=PH") },
  { name: "desk-follow-up", path: "/desk/inbox?queue=follow_up", account: "shouli" },
  { name: "desk-empty", path: "/desk/inbox?queue=open&words=独角兽", account: "shouli" },
  { name: "desk-register", path: "/desk/register", account: "shouli" },
  { name: "desk-start", path: "/desk", account: "shenji" },
  { name: "desk-sessions", path: "/desk/sessions", account: "shouli" },
  { name: "officer", path: "/officer/", account: "xuncha" },
  { name: "officer-order", path: "/officer/", account: "xuncha", before: first("/officer/orders/") },
  { name: "officer-check", path: "/officer/", account: "caiji", before: first("/officer/orders/") },
  { name: "officer-report", path: "/officer/report", account: "xuncha" },
  { name: "officer-me", path: "/officer/me", account: "xuncha" },
];

const WINDOWS = {
  phone: { ...phone, deviceScaleFactor: 2 },
  desktop,
};

interface Shot {
  subject: string;
  language: "zh" | "en";
  window: keyof typeof WINDOWS;
  large?: boolean;
}

/** The README's pictures, and how large each may be in bytes. */
const README: Shot[] = [
  { subject: "home", language: "zh", window: "phone" },
  { subject: "report", language: "zh", window: "phone" },
  { subject: "case", language: "en", window: "phone" },
  { subject: "officer", language: "zh", window: "phone" },
  { subject: "desk-inbox", language: "zh", window: "desktop" },
  { subject: "desk-case", language: "en", window: "desktop" },
];
const README_LIMIT = 300_000;

const forReadme = process.env.JINGZHI_PICTURES === "readme";

for (const shot of forReadme ? README : everyShot()) {
  test(nameOf(shot), async ({ browser }) => {
    const page = await open(browser, shot);
    const path = `${forReadme ? "pictures" : "screenshots"}/${nameOf(shot)}.png`;
    await page.screenshot({ path, fullPage: !forReadme, animations: "disabled" });
    if (forReadme) expect(statSync(path).size, `bytes of ${path}`).toBeLessThanOrEqual(README_LIMIT);
    await page.context().close();
  });
}

function everyShot(): Shot[] {
  return SUBJECTS.flatMap(({ name: subject }) => [
    ...(["zh", "en"] as const).flatMap((language) =>
      (["phone", "desktop"] as const).map((window) => ({ subject, language, window })),
    ),
    { subject, language: "zh", window: "phone", large: true } as const,
  ]);
}

function nameOf({ subject, language, window, large }: Shot): string {
  return [subject, language, window, ...(large ? ["large"] : [])].join("-");
}

async function open(browser: Browser, shot: Shot): Promise<Page> {
  const subject = SUBJECTS.find(({ name }) => name === shot.subject)!;
  const locale = shot.language === "zh" ? "zh-CN" : "en-GB";
  const context = await browser.newContext({ ...WINDOWS[shot.window], baseURL, locale, timezoneId: "Asia/Shanghai" });
  // A citizen's language is in the address, a clerk's in a cookie; large type is a cookie for both.
  const preferences = { language: shot.language === "zh" ? "zh-CN" : "en", ...(shot.large && { "large-type": "1" }) };
  await context.addCookies(Object.entries(preferences).map(([name, value]) => ({ name, value, url: baseURL })));
  const page = await context.newPage();
  if (subject.account) await signIn(page, subject.account);
  const citizen = !subject.account && subject.path !== "/login";
  await page.goto((shot.language === "en" && citizen ? "/en" : "") + subject.path);
  await subject.before?.(page);
  await page.waitForLoadState("networkidle");
  return page;
}
