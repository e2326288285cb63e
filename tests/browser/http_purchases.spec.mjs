// Purchases on a server: in English from comparing to the order's page, of customers who have something already
// (TRIAL-1, BUY-10, BUY-12) or have used it up (QUOTA-4), and interrupted ones (ORD-3, ORD-5).
import { ADVANCED, reportContracts, reportEnterprise } from "./esign-system.mjs";
import {
  CUSTOMER, HINDERED, TOTAL, acceptTerms, become, buy, open, orderNumber, payAndReceive, payButton, placeOrder, ready,
  submitButton, submitOrder,
} from "./shop.mjs";
import { expect, test } from "./test.mjs";
import { apply, openAs } from "./trial-form.mjs";
import { balance } from "./usage-page.mjs";

const { account } = ADVANCED;
const numbers = (count, first = 0) => Array.from({ length: count }, (_, index) => `HT${first + index}`);
const edition = (page) => page.locator(".edition-name");
const refusal = (page, rule) => page.locator(".refusal > li", { hasText: rule });
const total = (page) => page.locator(".summary .total-amount");
const state = (page) => page.locator(".order-state");
const outlook = (page) => page.locator(".usage-outlook");
const left = (page) => page.locator(".usage-number", { hasText: "剩余" }).locator("dd");

/** Whoever comes back to a page sees what is by now. */
const comeBack = (page) => page.evaluate(() => window.dispatchEvent(new Event("focus")));

test.describe("over HTTP", { tag: "@http" }, () => {
  test("English: from comparing the editions to the page of the delivered order", async ({ page }) => {
    await open(page, "/en/pricing?term=2");
    await expect(page.locator("main")).toContainText("3,000 a year");
    await page.getByRole("link", { name: "Buy Professional" }).click();
    await page.waitForURL("**/en/checkout?edition=professional&term=2");
    await become(page, CUSTOMER.experience);
    await page.getByRole("button", { name: "Add one pack of 10,000 contracts" }).click();
    await acceptTerms(page);
    await page.getByRole("button", { name: `Place order for ${TOTAL}` }).click();
    await page.waitForURL("**/en/orders/*");
    const order = orderNumber(page);
    await payAndReceive(page);
    await open(page, "/en/orders");
    await page.getByRole("link", { name: order, exact: true }).click();
    await page.waitForURL(`**/en/orders/${order}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your purchase is ready");
    await expect(state(page)).toContainText("Delivered");
    await expect(page.locator(".order-content")).toContainText("Professional · 2 years");
    await expect(page.locator(".order-content .total-amount")).toHaveText(TOTAL);
  });

  test("TRIAL-1: a customer that pays tries a higher edition, and keeps what was paid for", async ({ page }) => {
    await openAs(page, CUSTOMER.advanced);
    await apply(page);
    await expect(page.locator(".trial-status dd").nth(1)).toHaveText("高级版");
    await open(page, "/account");
    await expect(edition(page)).toHaveText("旗舰版");
    await expect(page.locator(".edition-panel")).toContainText("试用至");
    await expect(page.locator(".edition-panel dl")).toContainText("付费版本高级版");
    // 500 with the edition, 1,000 in the pack, 50 for the trial.
    await expect(page.locator(".balance-left")).toHaveText("1,550");
  });

  for (const [code, name] of [["advanced", "高级版"], ["professional", "专业版"]]) {
    test(`TRIAL-1: a customer of professional is refused a trial of ${code}, and led to another`, async ({ page }) => {
      await openAs(page, CUSTOMER.professional, `/trial?edition=${code}`);
      await expect(refusal(page, "TRIAL-1")).toContainText("只能试用高于当前版本（专业版）的版本。");
      await expect(page.locator("main")).not.toContainText(`申请试用${name}`);
      await refusal(page, "TRIAL-1").getByRole("link", { name: "试用旗舰版" }).click();
      await expect(page.locator("#trial-form")).toHaveText("申请试用旗舰版");
    });
  }

  test("QUOTA-4: a report of more than is left is refused as a whole", async ({ page, baseURL }) => {
    await open(page, "/usage");
    await become(page, CUSTOMER.advanced);
    await expect(left(page)).toHaveText("1,500");
    await expect(reportContracts(baseURL, account, numbers(1501))).rejects.toThrow(/QUOTA-4.*只剩 1,500 份合同/);
    await page.reload();
    await expect(left(page)).toHaveText("1,500");
    await expect(page.locator(".usage-ledger")).toContainText("没有使用记录");
  });

  test("QUOTA-4: with none left the page leads to more, and what is bought can be used", async ({ page, baseURL }) => {
    await reportContracts(baseURL, account, numbers(1500));
    await open(page, "/usage");
    await become(page, CUSTOMER.advanced);
    await expect(left(page)).toHaveText("0");
    await expect(page.locator(".ending-notices")).toContainText("合同份额已用完");
    await outlook(page).getByRole("link", { name: /加购/ }).click();
    await page.waitForURL("**/checkout?packs=contract_pack:1000x1");
    await buy(page);
    await reportContracts(baseURL, account, numbers(1, 1500));
    await open(page, "/usage");
    await expect(left(page)).toHaveText("999");
    expect(await balance(page, "总量")).toBe(2500);
  });

  test("QUOTA-4: with none left an employee is told who can buy more", async ({ page, baseURL }) => {
    await open(page, "/usage");
    await become(page, HINDERED.employee);
    await expect(left(page)).toHaveText("1,500");
    await expect(outlook(page).getByRole("button")).toHaveCount(0);
    await reportContracts(baseURL, account, numbers(1500));
    await comeBack(page);
    await expect(outlook(page).getByRole("button", { name: "请管理员操作" })).toBeVisible();
  });

  test("BUY-10: a term that costs less than the credit is refused, and a longer one is bought", async ({ page }) => {
    await open(page, "/checkout?edition=advanced&term=3");
    await become(page, CUSTOMER.advanced);
    await buy(page);
    await open(page, "/checkout?edition=professional&term=1");
    await expect(page.locator(".refused-terms li")).toHaveText(/1 年/);
    await refusal(page, "BUY-10").getByRole("link", { name: "改为 2 年" }).click();
    await page.waitForURL("**/checkout?edition=professional&term=2");
    await buy(page);
    await expect(edition(page)).toHaveText("专业版");
  });

  test("BUY-10: where the credit is just the price, nothing is paid and it is delivered", async ({ page }) => {
    await open(page, "/checkout?edition=advanced&term=3");
    await become(page, CUSTOMER.experience);
    await buy(page);
    // On the day of the purchase all of the 10,950.00 is left, and that is what a year of professional costs.
    await open(page, "/checkout?edition=professional&term=1");
    await expect(total(page)).toHaveText("¥0.00");
    await submitOrder(page);
    await expect(state(page)).toContainText("已发货", { timeout: 20_000 });
    await expect(page.locator("main")).toContainText("这笔订单无需付款。");
    await open(page, "/account");
    await expect(edition(page)).toHaveText("专业版");
  });

  test("BUY-12: an unpaid order for an edition is cancelled where it stands in the way", async ({ page }) => {
    await open(page, "/pricing");
    await become(page, CUSTOMER.experience);
    const first = await placeOrder(page, "edition=advanced&term=1");
    await open(page, "/checkout?edition=professional&term=1");
    await refusal(page, "BUY-12").getByRole("button", { name: "取消该订单" }).click();
    await buy(page);
    await expect(edition(page)).toHaveText("专业版");
    await open(page, `/orders/${first}`);
    await expect(state(page)).toContainText("已取消");
  });

  test("BUY-12: an unpaid order for an edition leaves packs alone to be bought", async ({ page }) => {
    await open(page, "/pricing");
    await become(page, CUSTOMER.advanced);
    await placeOrder(page, "edition=advanced&term=1");
    await open(page, "/checkout?packs=contract_pack:1000x1");
    await buy(page);
    await expect(page.locator(".balance-left")).toHaveText("2,500");
  });

  test("BUY-12: what is not permitted any more when it is paid is held", async ({ page, baseURL }) => {
    await open(page, "/pricing");
    await become(page, CUSTOMER.experience);
    await placeOrder(page, "edition=advanced&term=1");
    const told = { certification: "certified", activation: "no_sign_account", security_phone: "13800000000" };
    await reportEnterprise(baseURL, "demo-experience", { name: CUSTOMER.experience, ...told });
    await payButton(page).click();
    await expect(page.locator(".order-status")).toContainText("款项不会丢失");
    await expect(page.locator(".payments")).toContainText("¥3,650.00");
    await open(page, "/account");
    await expect(edition(page)).toHaveText("体验版");
  });

  test("ORD-3: the tab is closed before an answer comes, and the order is found again", async ({ page, context }) => {
    await open(page, "/checkout?edition=professional&term=2");
    await become(page, CUSTOMER.experience);
    await acceptTerms(page);
    const [order] = await submitUnanswered(page);
    await page.close();
    const again = await context.newPage();
    await open(again, "/checkout?edition=professional&term=2");
    await refusal(again, "BUY-12").getByRole("link", { name: "继续支付" }).click();
    await again.waitForURL(`**/orders/${order}`);
    await payAndReceive(again);
    await open(again, "/account");
    await expect(again.locator(".order-row")).toHaveCount(1);
  });

  test("ORD-3: packs that are submitted again after a reload are the order whose answer got lost", async ({ page }) => {
    await open(page, "/checkout?packs=signing_report:10x2");
    await become(page, CUSTOMER.experience);
    await acceptTerms(page);
    const [order] = await submitUnanswered(page);
    await page.unrouteAll();
    await page.reload();
    await ready(page);
    expect(await submitOrder(page)).toBe(order);
    await open(page, "/orders");
    await expect(page.locator(".orders-table tbody th")).toHaveText(order);
  });

  test("ORD-5: a payment whose answer gets lost counts once", async ({ page }) => {
    await open(page, "/pricing");
    await become(page, CUSTOMER.experience);
    await placeOrder(page, "edition=advanced&term=1");
    let lost = 0;
    await page.route((url) => url.pathname.endsWith("/payment"), async (route) => {
      lost += 1;
      if (lost > 1) return route.continue();
      await route.fetch();
      await route.abort("connectionreset");
    });
    await payAndReceive(page);
    await expect(page.locator(".payment-trail li")).toHaveCount(1);
    await expect(page.locator(".payment-trail li")).toContainText("已计入订单");
  });
});

/** Submits an order that arrives and is never answered, and sees what is known of it; gives the keys that were sent. */
async function submitUnanswered(page) {
  const keys = [];
  await page.route((url) => url.pathname.endsWith("/api/orders"), async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    await route.fetch();
    await route.abort("connectionreset");
  });
  await submitButton(page).click();
  await expect(page.locator(".checkout-side .notice-danger")).toContainText("不确定是否已经办理", { timeout: 15_000 });
  return keys;
}
