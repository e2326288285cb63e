// What each channel sells, renews and shows on a server, where the channel belongs to the session (CH-1 … CH-11).
// How a session comes into its channel, and CH-4, are in http_channels.spec.mjs.
import { ADVANCED, BUYER } from "./esign-system.mjs";
import {
  CUSTOMER, FEE_MANAGER, HINDERED, become, buy, open, openHandedOver, openOnWeb, placeAsPerson, submitOrder,
  verifyPhone,
} from "./shop.mjs";
import { expect, test } from "./test.mjs";
import { FLAGSHIP, apply, fillAndReview, submit } from "./trial-form.mjs";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const EXPERIENCE = { account: "demo-experience", administrator: "demo-experience-administrator" };
const PROFESSIONAL = {
  account: "demo-professional-near-end",
  administrator: "demo-professional-near-end-administrator",
};

const identity = (page) => page.locator(".identity-button");
const refusal = (page, rule) => page.locator(".refusal > li", { hasText: rule });
const edition = (page) => page.locator(".edition-name");
const paidEnd = (page) => page.locator(".edition-panel dd strong");
const total = (page) => page.locator(".summary .total-amount");

/** A customer opens a page in the mini-program. */
async function openInMiniProgram(page, path, { account, administrator }) {
  await open(page, "/pricing");
  await openHandedOver(page, path, administrator, "mini_program", account);
}

/** A person opens a page in the personal mini-program. */
async function openAsPerson(page, path) {
  await open(page, "/pricing");
  await openHandedOver(page, path, BUYER, "personal_mini_program");
}

/** The link that a refusal has for another place. */
async function linkOf(page, rule, button) {
  await refusal(page, rule).getByRole("button", { name: button }).first().tap();
  return page.locator("#help-link").inputValue();
}

/** Follows it on the web, and signs in there. */
async function followOnWeb(page, link, customer) {
  await openOnWeb(page, link);
  await become(page, customer);
}

/** `2026年3月1日 10:00`, so many years later. */
const yearsLater = (date, years) => date.replace(/^\d{4}/, (year) => Number(year) + years);

test.describe("over HTTP", { tag: "@http" }, () => {
  test("CH-1: the mini-program sells advanced", async ({ page }) => {
    await openInMiniProgram(page, "/pricing", EXPERIENCE);
    await page.getByRole("link", { name: "购买高级版" }).tap();
    await page.waitForURL("**/checkout?edition=advanced&term=1&channel=mini_program");
    await expect(total(page)).toHaveText("¥3,650.00");
    await buy(page);
    await expect(edition(page)).toHaveText("高级版");
  });

  test("CH-1: the mini-program renews advanced, from its end", async ({ page }) => {
    await openInMiniProgram(page, "/account", ADVANCED);
    const before = await paidEnd(page).innerText();
    await page.getByRole("link", { name: "续费", exact: true }).tap();
    await page.waitForURL("**/checkout?edition=advanced&term=1&channel=mini_program");
    await buy(page);
    await expect(paidEnd(page)).toHaveText(yearsLater(before, 1));
  });

  test("CH-1: a person buys advanced for three years together with a pack, and not without one", async ({ page }) => {
    await openAsPerson(page, "/checkout?edition=advanced&term=3");
    await expect(page.locator("#accept-terms")).toHaveCount(0);
    await refusal(page, "CH-1").getByRole("link").first().tap();
    await page.waitForURL("**/checkout?edition=advanced&term=3&packs=contract_pack:1000x1&channel=*");
    await page.getByRole("button", { name: "验证手机号" }).tap();
    await verifyPhone(page);
    await page.locator("#enterprise-name").fill("样例公司");
    await submitOrder(page);
    await expect(page.locator(".cashier .total-amount")).toHaveText("¥13,750.00");
  });

  for (const [code, name] of [["professional", "专业版"], ["flagship", "旗舰版"]]) {
    test(`CH-2: in the mini-program ${code} is talked about with sales, and bought on the web`, async ({ page }) => {
      await openInMiniProgram(page, `/checkout?edition=${code}&term=1`, EXPERIENCE);
      await expect(page.locator("#accept-terms")).toHaveCount(0);
      const link = await linkOf(page, "CH-2", "联系销售");
      await expect(page.locator("#help")).toContainText("400-000-0000");
      await followOnWeb(page, link, CUSTOMER.experience);
      await buy(page);
      await expect(edition(page)).toHaveText(name);
    });
  }

  test("CH-2: professional is not sold to a person, who is led to the web", async ({ page, baseURL }) => {
    const path = "/checkout?edition=professional&term=2";
    await openAsPerson(page, path);
    await expect(page.locator("#accept-terms")).toHaveCount(0);
    expect(await linkOf(page, "CH-2", "前往网页端")).toBe(`${baseURL}${path}`);
  });

  test("CH-2: an order of the web is not paid in the mini-program, but led back to the web", async ({ page }) => {
    await open(page, "/checkout?edition=professional&term=1");
    await become(page, CUSTOMER.experience);
    await submitOrder(page);
    const order = new URL(page.url());
    const { account, administrator } = EXPERIENCE;
    await openHandedOver(page, order.pathname, administrator, "mini_program", account);
    await expect(page.locator(".cashier .button-primary")).toHaveCount(0);
    expect(await linkOf(page, "CH-2", "前往网页端")).toBe(order.href);
  });

  test("CH-3: a renewal of professional is handed over to the web, and made there from its end", async ({ page }) => {
    await openInMiniProgram(page, "/account", PROFESSIONAL);
    const before = await paidEnd(page).innerText();
    await page.goto("/checkout?edition=professional&term=2");
    await expect(refusal(page, "CH-3")).toContainText("支付限额");
    await followOnWeb(page, await linkOf(page, "CH-3", "前往网页端"), CUSTOMER.professional);
    await expect(total(page)).toHaveText("¥21,900.00");
    await buy(page);
    await expect(paidEnd(page)).toHaveText(yearsLater(before, 2));
  });

  test("CH-6: an integration is handed over to the web, and bought there", async ({ page }) => {
    await openInMiniProgram(page, "/checkout?integrations=app_integration:1", PROFESSIONAL);
    await expect(page.locator("#accept-terms")).toHaveCount(0);
    await followOnWeb(page, await linkOf(page, "CH-6", "前往网页端"), CUSTOMER.professional);
    await expect(total(page)).toHaveText("¥9,800.00");
    await buy(page);
    await expect(page.locator(".panel-wide .timeline-row", { hasText: "第三方应用集成" })).toBeVisible();
  });

  test("CH-6: a person is told that integrations are sold on the web alone", async ({ page }) => {
    await openAsPerson(page, "/add-ons");
    await expect(page.locator("#app_integration")).toContainText("CH-6");
  });

  test("CH-6: whoever wants an integration is led to no edition that is not sold there either", async ({ page }) => {
    await openAsPerson(page, "/checkout?integrations=app_integration:1");
    await expect(page.locator(".summary .refusal")).toBeVisible();
    await expect(page.locator(".summary .refusal").getByRole("link", { name: "选择专业版" })).toHaveCount(0);
  });

  test("CH-7: the trial is applied for in the mini-program", async ({ page }) => {
    await openInMiniProgram(page, FLAGSHIP, EXPERIENCE);
    await apply(page);
    await open(page, "/account");
    await expect(edition(page)).toHaveText("旗舰版");
  });

  test("CH-7: the personal mini-program opens no trial, and takes a lead", async ({ page }) => {
    await openAsPerson(page, FLAGSHIP);
    await expect(page.locator("main")).toContainText("CH-7");
    await expect(page.getByRole("heading", { name: "留下联系方式" })).toBeVisible();
    await fillAndReview(page);
    await submit(page).tap();
    await expect(page.locator("#trial-received")).toBeVisible();
    await expect(page.locator("#trial-status")).toHaveCount(0);
  });

  test("CH-9: the mini-program shows balances and orders of the enterprise", async ({ page }) => {
    await openInMiniProgram(page, "/account", ADVANCED);
    await expect(page.locator(".balance-left")).toHaveText("1,500");
    await open(page, "/orders");
    await expect(page.locator(".orders-table tbody th")).toHaveText(["demo-advanced-order-2", "demo-advanced-order-1"]);
  });

  test("CH-9: the personal mini-program shows a person the own orders", async ({ page }) => {
    const order = await placeAsPerson(page, "样例公司");
    await open(page, "/orders");
    await expect(page.locator(".orders-table tbody th")).toHaveText(order);
  });

  test("CH-9: the personal mini-program shows no balance of an enterprise", async ({ page, baseURL }) => {
    const { account, administrator } = ADVANCED;
    await open(page, "/pricing");
    await openHandedOver(page, "/account", administrator, "personal_mini_program", account);
    expect(await linkOf(page, "CH-9", "前往网页端")).toBe(`${baseURL}/account`);
    await expect(page.locator(".balance-left")).toHaveCount(0);
  });

  test("CH-9: of an enterprise's orders the personal mini-program shows only one's own", async ({ page }) => {
    await open(page, "/checkout?packs=contract_pack:1000x1");
    await become(page, FEE_MANAGER);
    await submitOrder(page);
    const { account, administrator } = ADVANCED;
    await openHandedOver(page, "/orders", administrator, "personal_mini_program", account);
    await expect(page.locator(".orders-table tbody th")).toHaveText(["demo-advanced-order-2", "demo-advanced-order-1"]);
  });

  for (const { who, signedInAs } of [
    { who: "an enterprise that is not certified", signedInAs: (page) => become(page, HINDERED.uncertified) },
    { who: "a person", signedInAs: becomeThemselves },
  ]) {
    test(`CH-11: ${who} on the web is offered certification, or to buy as a person`, async ({ page, baseURL }) => {
      const path = "/checkout?edition=advanced&term=1&packs=contract_pack:1000x1";
      await open(page, path);
      await signedInAs(page);
      await expect(refusal(page, "BUY-2").getByRole("button", { name: "去完成企业认证" })).toBeVisible();
      await expect(page.locator("#accept-terms")).toHaveCount(0);
      const link = await linkOf(page, "BUY-2", "先以个人名义购买");
      expect(link).toBe(`${baseURL}${path}&channel=personal_mini_program`);
      await openHandedOver(page, path, BUYER, "personal_mini_program");
      await expect(total(page)).toHaveText("¥6,450.00");
    });
  }
});

/** Who has joined enterprises signs in to act for themselves. */
async function becomeThemselves(page) {
  await identity(page).click();
  await page.locator(".sign-in .persona", { hasText: HINDERED.buyer }).click();
  const [code] = (await page.locator(".sign-in .message").innerText()).match(/\d{6}/);
  await page.locator("#sign-in-code").fill(code);
  await page.locator(".sign-in").getByRole("button", { name: HINDERED.buyer }).click();
  await expect(page.locator("button.identity-button")).toBeVisible();
}
