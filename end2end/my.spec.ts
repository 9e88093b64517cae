// What was reported with this browser: its own list, the same with and without script.
import type { Page } from "@playwright/test";

import { TOWN } from "./fixtures/citizen";
import { expect, test } from "./fixtures/test";
import { LANGUAGES } from "./fixtures/words";

/** Hands a report in with the browser's own cookies; gives its number. */
async function send(page: Page, words: string): Promise<string> {
  const headers = { origin: new URL(page.url()).origin, accept: "text/html" };
  const form = await page.request.get("/report", { headers });
  const report = /name="report" value="([0-9a-f]+)"/.exec(await form.text())![1]!;
  const multipart = { report, town: TOWN, address: "解放路 12 号门口", words, class: "matter-01037", go: "send" };
  const answer = await page.request.post("/report/check", { headers, multipart });
  const number = /PH\d{8}-\d{6,}/.exec(await answer.text())![0];
  await page.request.post("/report/new", { headers, multipart: { go: "another" } });
  return number;
}

for (const language of LANGUAGES) {
  test(`a browser lists, opens and forgets what was reported with it, in ${language}`, async ({ page, citizen, inspect }) => {
    const me = citizen(language);
    await me.open("/track");
    await page.getByRole("link", { name: me.say("citizen.my_title") }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(me.say("citizen.my_title"));
    await expect(page.getByText(me.say("citizen.my_empty_title"))).toBeVisible();
    await inspect();

    const [first, second] = [await send(page, "路灯不亮"), await send(page, "灯杆歪了")];
    await me.open("/my");
    await expect(page.locator(".own-report .numeric").filter({ hasText: "PH" })).toHaveText([second, first]);
    await inspect();
    // Nobody else may see it yet: the list opens it.
    await page.locator(".own-report").first().locator(".case-list__row").click();
    await expect(page).toHaveURL(me.at(`/cases/${second}`));
    await expect(page.getByText("灯杆歪了").first()).toBeVisible();

    await me.open("/my");
    await page.getByRole("button", { name: me.say("citizen.my_forget_number", { number: second }) }).click();
    await expect(page.locator(".own-report")).toHaveCount(1);
    await page.getByRole("button", { name: me.say("citizen.my_forget_all") }).click();
    await expect(page.getByText(me.say("citizen.my_empty_title"))).toBeVisible();
  });
}
