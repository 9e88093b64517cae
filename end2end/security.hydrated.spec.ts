// Hostile texts through every field that keeps what people write, shown on every page that shows it: they are read, never run.
import type { Page } from "@playwright/test";

import { signIn } from "./fixtures/account";
import { hostileTexts } from "./fixtures/hostile";
import { handIn } from "./fixtures/reporter";
import { hydrated } from "./fixtures/scriptless";
import { newVisitor } from "./fixtures/staff";
import { expect, test } from "./fixtures/test";

/** Characters that a text of several lines, and an address, may have. */
const LONG = 1000;
const SHORT = 120;

/** Takes as many texts as fit into a field. */
function fill(texts: string[], room: number): string[] {
  const taken: string[] = [];
  const length = () => taken.join("\n").length;
  while (texts.length && length() + texts[0]!.length + 1 <= room) taken.push(texts.shift()!);
  return taken;
}

/** Says so in the console, which fails the test, when any of the texts runs. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, { xss: (n: unknown) => console.error(`hostile text ${String(n)} ran`) });
  });
}

/** Every text stands on the page as it was written. */
async function expectWritten(page: Page, texts: string[]): Promise<void> {
  await hydrated(page);
  // What a reader gets, folded parts included, and not what lies in scripts.
  const said = await page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement;
    copy.querySelectorAll("script, style, template").forEach((element) => element.remove());
    return copy.textContent ?? "";
  });
  const bare = (text: string) => text.replace(/\s+/g, "");
  const written = bare(said);
  expect(texts.filter((text) => !written.includes(bare(text))), `missing on ${page.url()}`).toEqual([]);
}

test("i10: texts that would run script are stored and shown as they were written", async ({ page, crew, somebody }) => {
  test.setTimeout(120_000);
  const texts = hostileTexts();
  expect(new Set(texts).size).toBeGreaterThanOrEqual(500);
  const [shouli, xuncha, caiji] = [await crew.as("shouli"), await crew.as("xuncha"), await crew.as("caiji")];
  const [citizen, officer] = [await somebody(), await somebody()];
  for (const window of [page, citizen, officer]) await watch(window);
  await signIn(page, "shouli");
  await signIn(officer, "xuncha");

  while (texts.length) {
    // Through the citizen's forms: words and place, then what the reporter adds.
    const [words, address] = [fill(texts, LONG), fill(texts, SHORT)];
    const { number, link } = await handIn({ component: "33048201037000851", town: "", address: address.join("\n"), words: words.join("\n") });
    const reporter = await newVisitor();
    await reporter.get(link);
    const act = async (action: string, fields: Record<string, string>) => {
      const answer = await reporter.post(`/cases/${number}`, { multipart: { action, ...fields } });
      expect(answer.status(), action).toBe(200);
    };
    const [added, note, done, finding, closing, reason] = Array.from({ length: 6 }, () => fill(texts, LONG));
    await act("add", { words: added!.join("\n") || "-" });
    // What staff write on the way: a note, what was done and found, the answer. Then what the citizen thinks of it.
    await shouli.note(number, note!.join("\n") || "-");
    await crew.bring(number, "handling");
    await xuncha.step(number, "start");
    await xuncha.step(number, { finish: { before: [], after: [await xuncha.photo()], note: done!.join("\n") } });
    await caiji.step(number, { pass_check: { photos: [await caiji.photo()], finding: finding!.join("\n") || "-" } });
    await shouli.step(number, { close: { outcome: "solved", words: closing!.join("\n") || "-", publish: true } });
    await act("rate", { rating: "1", reason: reason!.join("\n") || "-" });
    await reporter.dispose();
    await shouli.release(number);

    const released = [...words, ...address, ...closing!];
    await citizen.context().clearCookies();
    await citizen.goto(`/cases/${number}`);
    await expectWritten(citizen, released);
    await citizen.goto(link);
    await expectWritten(citizen, released);
    await page.goto(`/desk/cases/${number}`);
    await expectWritten(page, [...released, ...added!, ...note!, ...done!, ...finding!, ...reason!]);
    await page.goto(`/desk/inbox?queue=done&words=${number}`);
    await hydrated(page);
    await expect(page.locator(".inbox-row")).toHaveCount(1);
    await officer.goto(`/officer/orders/${number}`);
    await expect(officer.locator(".officer__order")).toBeVisible();
    await expectWritten(officer, [...released, ...done!]);
  }
});

test("i10: what was refused stands in its fields again, what was searched for in the address", async ({ page, expectStatus }) => {
  expectStatus(422);
  await watch(page);
  const texts = hostileTexts();
  // Every field of the report, the hidden ones too, as a form of its own page would send them.
  const fields = ["words", "address", "phone", "component", "lat", "lng", "source", "town", "class", "warned"];
  const share = Math.ceil(texts.length / fields.length);
  const values = fields.map((name, place) => [name, texts.slice(place * share, (place + 1) * share).join(" ")] as const);
  await page.goto("/report/details");
  const posted = page.waitForEvent("domcontentloaded");
  await page.evaluate((values) => {
    const form = Object.assign(document.createElement("form"), { method: "post", enctype: "multipart/form-data" });
    for (const [name, value] of values) form.append(Object.assign(document.createElement("textarea"), { name, value }));
    document.body.append(form);
    form.submit();
  }, values);
  await posted;
  await hydrated(page);
  await expect(page.locator("#error-summary")).toBeVisible();
  const bare = (text: string) => text.replace(/\s+/g, "");
  const kept = await page.locator("form.report-form").evaluate((form) => [...new FormData(form as HTMLFormElement)].map(([name, value]) => [name, String(value)] as const));
  // A class that does not exist is offered nowhere, and nothing else is lost.
  for (const [name, value] of values.filter(([name]) => name !== "class")) {
    expect(bare(kept.find(([key]) => key === name)?.[1] ?? ""), name).toBe(bare(value));
  }

  for (let place = 0; place < texts.length; place += 60) {
    const text = encodeURIComponent(texts.slice(place, place + 8).join(" "));
    for (const path of [`/nearby?words=${text}&town=${text}`, `/login?next=${text}`]) {
      await page.goto(path);
      await hydrated(page);
    }
    // A place that cannot be is refused, by a page that repeats nothing of it.
    const refused = await page.request.get(`/nearby?lat=${text}&lng=121`);
    expect(refused.status()).toBe(400);
    expect(await refused.text()).not.toContain("xss");
  }
});
