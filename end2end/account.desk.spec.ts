// Who works here: an account from its making to the day its person leaves, and the record of it.
import { signIn } from "./fixtures/account";
import { handIn } from "./fixtures/reporter";
import { axe } from "./fixtures/axe";
import { expect, test } from "./fixtures/test";
import { words } from "./fixtures/words";

const say = (key: string, values = {}) => words("zh-CN", key, values);
const PASSWORD = "seven lanterns by the canal";

interface Officer {
  account: number;
  name: { zh: string };
}

interface Orders {
  orders: { officer: { zh: string } | null; state: string }[];
}

test("an officer is invited, takes work, leaves, and a colleague has it", async ({ page, somebody, crew, expectStatus }) => {
  expectStatus(401);
  expectStatus(404);
  expectStatus(422);
  const login = `lin${Date.now()}`;
  await signIn(page, "xitong");
  await page.goto("/desk/accounts");
  await axe(page);
  // Nobody is made of nothing.
  await page.getByRole("link", { name: say("account.new") }).click();
  await expect(page).toHaveURL("/desk/accounts/new");
  await axe(page);
  await page.getByRole("button", { name: say("account.create") }).click();
  for (const field of ["login", "name", "role"]) await expect(page.locator(`#${field}-error`)).toBeVisible();
  // A name that is taken, written another way.
  await page.locator("#login").fill("XunCha");
  await page.locator("#name").fill("林一鸣");
  await page.locator("#role").selectOption("handling_officer");
  await page.getByRole("button", { name: say("account.create") }).click();
  await expect(page.locator("#department-error")).toBeVisible();
  await page.locator("#department").selectOption("shizheng");
  await page.getByRole("button", { name: say("account.create") }).click();
  await expect(page.locator("#error-summary")).toContainText(say("faults.login_taken"));
  await page.locator("#login").fill(login);
  await page.getByRole("button", { name: say("account.create") }).click();
  const link = await page.locator("#link").inputValue();
  expect(link).toMatch(/\/invitation\/[0-9a-f]{64}$/);
  await axe(page);

  // The person chooses a password, and signs in however they write their name.
  const officer = await somebody();
  const own = new URL(link).pathname;
  await officer.goto(own);
  await expect(officer.getByText(login).first()).toBeVisible();
  await officer.locator("#password").fill("short");
  await officer.locator(".login__form [type=submit]").click();
  await expect(officer.getByRole("alert")).toContainText(say("faults.password_too_short"));
  await officer.locator("#password").fill(PASSWORD);
  await officer.locator(".login__form [type=submit]").click();
  await expect(officer).toHaveURL("/login");
  await officer.goto(own);
  await expect(officer.getByRole("heading", { level: 1 })).toHaveText(say("site.not_found_title"));
  await officer.goto("/login");
  await officer.locator("#login").fill(login.toUpperCase());
  await officer.locator("#password").fill(PASSWORD);
  await officer.locator("form:has(#password) [type=submit]").click();
  await expect(officer).toHaveURL("/officer/");

  // They are given a case.
  const { number } = await handIn();
  await crew.bring(number, "dispatched");
  const clerk = await crew.as("shizheng");
  const offered = await clerk.call<Officer[]>("case/list_officers", { number });
  const found = offered.find((one) => one.name.zh === "林一鸣")!;
  await clerk.step(number, { accept: { officer: found.account, note: "" } });
  await officer.goto("/officer/");
  await expect(officer.locator(`[href*="${number}"]`).first()).toBeAttached();

  // They change their password, and then they leave.
  await officer.goto("/desk/sessions");
  await officer.getByRole("link", { name: say("desk.password") }).click();
  await officer.locator("#old_password").fill("wrong");
  await officer.locator("#password").fill("nine umbrellas under a bridge");
  await officer.getByRole("button", { name: say("desk.password") }).click();
  await expect(officer.locator("#error-summary")).toContainText(say("faults.password_wrong"));
  await officer.locator("#old_password").fill(PASSWORD);
  await officer.locator("#password").fill("nine umbrellas under a bridge");
  await officer.getByRole("button", { name: say("desk.password") }).click();
  await expect(officer.getByText(say("account.password_changed"))).toBeVisible();

  await page.goto(`/desk/accounts?words=${login}`);
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.getByRole("link", { name: "林一鸣" }).click();
  await page.locator("summary", { hasText: say("account.disable") }).click();
  await expect(page.getByText(say("account.disable_orders", { n: 1 }))).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: say("account.disable") }).click();
  await expect(page.locator("#officer-error")).toBeVisible();
  const colleague = page.locator("#officer option", { hasText: "王海峰" });
  await page.locator("#officer").selectOption((await colleague.getAttribute("value"))!);
  await page.getByRole("button", { name: say("account.disable") }).click();
  await expect(page.getByText(say("account.state_disabled"), { exact: true })).toBeVisible();
  const supervisor = await crew.as("ducha");
  await expect
    .poll(async () => ((await supervisor.find(number)) as unknown as Orders).orders.map((order) => order.officer?.zh))
    .toEqual(["王海峰", "林一鸣"]);
  await officer.goto("/desk/sessions");
  await expect(officer.getByRole("heading", { name: say("desk.signed_out_title") })).toBeVisible();
  await officer.goto("/desk/password");
  await expect(officer.getByRole("heading", { name: say("desk.signed_out_title") })).toBeVisible();

  // They come back: a new link, and a password of their own again.
  await page.locator("summary", { hasText: say("account.enable") }).click();
  await page.getByRole("button", { name: say("account.enable") }).click();
  await expect(page.locator("#link")).toHaveValue(/\/invitation\//);
  await expect(page.getByText(say("account.state_invited"))).toBeVisible();
});

test("one's own account is not for oneself to reset or disable", async ({ page }) => {
  await signIn(page, "xitong");
  await page.goto("/desk/accounts?role=system_administrator");
  await page.getByRole("link", { name: "周凯" }).click();
  await expect(page.getByText(say("account.own"))).toBeVisible();
  await expect(page.locator("summary")).toHaveCount(0);
});

test("the audit administrator reads what was done, and nobody else does", async ({ page, somebody, expectStatus }) => {
  expectStatus(403);
  await signIn(page, "shenji");
  await page.goto("/desk/audit");
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await axe(page);
  await page.locator("#subject").fill("shenji");
  await page.getByRole("button", { name: say("account.audit_show") }).click();
  await expect(page).toHaveURL(/subject=shenji/);
  await expect(page.locator("tbody tr").first()).toContainText(say("account.did_sign_in"));
  await page.goto("/desk/audit?subject=nobody-has-this-name");
  await expect(page.getByText(say("account.audit_none_title"))).toBeVisible();
  for (const path of ["/desk/accounts", "/desk/accounts/new"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: say("desk.not_allowed_title") })).toBeVisible();
  }
  const other = await somebody();
  await signIn(other, "xitong");
  await other.goto("/desk/audit");
  await expect(other.getByRole("heading", { name: say("desk.not_allowed_title") })).toBeVisible();
});

test("the same in English", async ({ page }) => {
  await signIn(page, "xitong");
  await page.context().addCookies([{ name: "language", value: "en", url: page.url() }]);
  for (const path of ["/desk/accounts", "/desk/accounts/new", "/desk/password"]) {
    await page.goto(path);
      await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await axe(page);
  }
});
