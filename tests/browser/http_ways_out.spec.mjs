// What stands in the way of a purchase and is out of it once the e-sign system says so (BUY-2, BUY-3), and the same basket twice.
import { reportEnterprise } from "./esign-system.mjs";
import { CUSTOMER, HINDERED, acceptTerms, become, buy, open, orderNumber, payAndReceive, ready, submitButton } from "./shop.mjs";
import { expect, test } from "./test.mjs";

const ADVANCED_FOR_A_YEAR = "/checkout?edition=advanced&term=1";

const refusal = (page, rule) => page.locator(".refusal > li", { hasText: rule });

test.describe("over HTTP", { tag: "@http" }, () => {
  for (const { rule, customer, account, wayOut } of [
    { rule: "BUY-2", customer: HINDERED.uncertified, account: "demo-uncertified", wayOut: "去完成企业认证" },
    { rule: "BUY-3", customer: HINDERED.notActivated, account: "demo-not-activated", wayOut: "去激活企业" },
  ]) {
    test(`${rule}: the way out is said, and once the e-sign system reports it done one buys`, async ({ page, baseURL }) => {
      await open(page, ADVANCED_FOR_A_YEAR);
      await become(page, customer);
      await expect(refusal(page, rule).getByRole("button", { name: wayOut })).toBeVisible();
      await expect(page.locator("#accept-terms")).toHaveCount(0);
      const done = { certification: "certified", activation: "activated", security_phone: "13800000000" };
      await reportEnterprise(baseURL, account, { name: customer, ...done });
      await page.reload();
      await ready(page);
      await expect(refusal(page, rule)).toHaveCount(0);
      await buy(page);
      await expect(page.locator(".edition-name")).toHaveText("高级版");
    });
  }

  test("ORD-3: the same basket in two tabs is one order", async ({ page, context }) => {
    await open(page, "/account");
    await become(page, CUSTOMER.advanced);
    const orders = page.locator(".order-row");
    await expect(orders.first()).toBeVisible();
    const before = await orders.count();
    await open(page, "/checkout?packs=contract_pack:1000x1");
    const other = await context.newPage();
    await open(other, "/checkout?packs=contract_pack:1000x1");
    await acceptTerms(page);
    await acceptTerms(other);
    await Promise.all([page, other].map((tab) => submitButton(tab).click()));
    await Promise.all([page, other].map((tab) => tab.waitForURL("**/orders/*")));
    expect(orderNumber(other)).toBe(orderNumber(page));
    await payAndReceive(page);
    await open(page, "/account");
    await expect(orders).toHaveCount(before + 1);
  });
});
