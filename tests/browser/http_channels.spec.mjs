// A mini-program hands its session over to the shop in its web view (CH-12): who is signed in there and in which channel, once.
import { ADVANCED, handOver } from "./esign-system.mjs";
import { CUSTOMER, acceptTerms, become, open, openHandedOver, payAndReceive, ready, submitButton } from "./shop.mjs";
import { expect, test } from "./test.mjs";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const identity = (page) => page.locator(".identity-button");
const refusal = (page, rule) => page.locator(".refusal > li", { hasText: rule });

test.describe("over HTTP", { tag: "@http" }, () => {
  test("CH-12: what the mini-program hands over is bought and paid there, and its token leaves the address", async ({ page, baseURL }) => {
    const { administrator, account } = ADVANCED;
    await page.goto(`/checkout?packs=contract_pack:1000x1${await handOver(baseURL, administrator, "mini_program", account)}`);
    await page.waitForURL(`${baseURL}/checkout?packs=contract_pack:1000x1&channel=mini_program`);
    await ready(page);
    await expect(identity(page)).toContainText(CUSTOMER.advanced);
    // Whoever comes from the mini-program has no security phone to verify (BUY-4).
    await expect(refusal(page, "BUY-4")).toHaveCount(0);
    await acceptTerms(page);
    await submitButton(page).tap();
    await page.waitForURL("**/orders/*?channel=mini_program");
    await expect(page.locator(".cashier")).toContainText("在当前应用中完成付款");
    await expect(page.locator("#pay-transfer")).toHaveCount(0);
    await payAndReceive(page);
    await page.getByRole("link", { name: "企业权益", exact: true }).click();
    await page.waitForURL("**/account?channel=mini_program");
    await expect(page.locator(".balance-left")).toHaveText("2,500");
  });

  test("CH-12: a token opens one session; whoever finds it later is told, and stays a visitor", async ({ page, baseURL, browser }) => {
    const { administrator, account } = ADVANCED;
    const token = await handOver(baseURL, administrator, "mini_program", account);
    await page.goto(`/account${token}`);
    await expect(identity(page)).toContainText(CUSTOMER.advanced);
    const other = await (await browser.newContext({ baseURL, locale: "zh-CN" })).newPage();
    await other.goto(`/account${token}`);
    await ready(other);
    await expect(identity(other)).toHaveText("登录");
    await expect(other.locator(".notice-warning, .notice-danger").first()).toBeVisible();
    expect(other.url()).not.toContain("handover");
    await other.context().close();
  });

  test("CH-4: an upgrade is not sold in the mini-program, whatever the address says", async ({ page, baseURL }) => {
    await open(page, "/pricing");
    const path = "/checkout?edition=flagship&term=1";
    await openHandedOver(page, path, ADVANCED.administrator, "mini_program", ADVANCED.account);
    await expect(refusal(page, "CH-4").getByRole("button", { name: "前往网页端" })).toBeVisible();
    await page.goto(`${baseURL}${path}`);
    await page.waitForURL(/channel=mini_program/);
    await ready(page);
    await expect(refusal(page, "CH-4")).toBeVisible();
    await expect(page.locator("#accept-terms")).toHaveCount(0);
  });

  test("CH-12: whoever signs in by phone is on the web, whatever the address says", async ({ page, baseURL }) => {
    await open(page, "/checkout?packs=contract_pack:1000x1&channel=personal_mini_program");
    await become(page, CUSTOMER.advanced);
    await page.waitForURL(`${baseURL}/checkout?packs=contract_pack:1000x1`);
    await ready(page);
    await expect(page.locator(".summary .total-amount")).toHaveText("¥2,800.00");
    await acceptTerms(page);
    await submitButton(page).tap();
    await page.waitForURL("**/orders/*");
  });
});
