// Pictures of every page in both languages, on a phone, on a desk, and in large type, into screenshots/. With JINGZHI_PICTURES=readme
// only those that the README shows, into pictures/.
import { statSync } from "node:fs";

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

/** Opens what the first link of a list leads to. */
const first = (address: string) => async (page: Page) => {
  await page.locator(`main a[href*="${address}"]`).first().click();
  await page.waitForURL(`**${address}*`);
};

const SUBJECTS: Subject[] = [
  { name: "home", path: "/" },
  { name: "report", path: "/report" },
  { name: "nearby", path: "/nearby" },
  { name: "case", path: "/nearby", before: first("/cases/") },
  { name: "track", path: "/track" },
  { name: "login", path: "/login" },
  { name: "desk-inbox", path: "/desk/inbox", account: "shouli" },
  { name: "desk-dispatch", path: "/desk/inbox", account: "paiqian" },
  { name: "desk-case", path: "/desk/inbox", account: "paiqian", before: first("case=PH") },
  { name: "officer", path: "/officer/", account: "xuncha" },
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
