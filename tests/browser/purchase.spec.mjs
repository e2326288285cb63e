// From the pricing page to the account page: the first purchase, and everything that can come between.
import { expect, test } from "./test.mjs";
import {
  BASKET, CUSTOMER, TOTAL, acceptTerms, become, expectNoSideways, expectPurchaseOnAccount, forward, open, orderNumber,
  payAndReceive, payButton, placeOrder, pressUntil, ready, submitButton, verifyPhone, watchConsole,
} from "./shop.mjs";

/** Clicks in several tabs at the same moment, even where one tab's click takes the other's button away. */
async function clickAtOnce(buttons) {
  const elements = await Promise.all(buttons.map((button) => button.elementHandle()));
  await Promise.all(elements.map((element) => element.evaluate((button) => button.click())));
}

test("a fresh visitor compares, buys professional for two years with a pack of 10,000, and finds it on the account page", { tag: "@http" }, async ({ page }) => {
  const expectNoErrors = watchConsole(page);
  await open(page, "/pricing");
  await page.locator("label[for=term-2]").click();
  await expect(page).toHaveURL(/term=2/);
  const card = page.locator(".card", { has: page.getByRole("heading", { name: "专业版" }) });
  await expect(card.locator(".price-sum")).toHaveText("购买 2 年，合计 ¥21,900.00");
  await card.getByRole("link", { name: "购买专业版" }).click();
  await page.waitForURL("**/checkout?edition=professional&term=2");
  await page.getByRole("button", { name: "增加一包：10,000 份合同" }).click();
  await expect(page.locator(".summary .total-amount")).toHaveText(TOTAL);

  await become(page, CUSTOMER.experience);
  await acceptTerms(page);
  await page.getByRole("button", { name: `提交订单，应付 ${TOTAL}` }).click();
  await page.waitForURL("**/orders/*");
  await expect(page.locator(".cashier .total-amount")).toHaveText(TOTAL);
  await payAndReceive(page);
  await page.getByRole("link", { name: "查看企业权益" }).click();
  await page.waitForURL("**/account");
  await expectPurchaseOnAccount(page);
  expectNoErrors();
});

test.describe("one order, whatever happens on the way", () => {
  test.beforeEach(async ({ page }) => {
    await open(page, "/pricing");
    await become(page, CUSTOMER.experience);
  });

  test("a double click on submit places one order", { tag: "@http" }, async ({ page }) => {
    await open(page, `/checkout?${BASKET}`);
    await acceptTerms(page);
    await submitButton(page).dblclick();
    await page.waitForURL("**/orders/*");
    await payAndReceive(page);
    await expectPurchaseOnAccount(page);
  });

  test("a reload between placing and paying keeps the order", { tag: "@http" }, async ({ page }) => {
    const order = await placeOrder(page);
    await page.reload();
    await ready(page);
    expect(orderNumber(page)).toBe(order);
    await payAndReceive(page);
    await expectPurchaseOnAccount(page);
  });

  test("the tab closed and opened again leads back to the same order", { tag: "@http" }, async ({ page, context }) => {
    const order = await placeOrder(page);
    await page.close();
    const again = await context.newPage();
    await open(again, `/checkout?${BASKET}`);
    await expect(again.locator(".refusal")).toContainText("BUY-12");
    await again.getByRole("link", { name: "继续支付" }).click();
    await again.waitForURL(`**/orders/${order}`);
    await payAndReceive(again);
    await expectPurchaseOnAccount(again);
  });

  test("the same basket submitted in two tabs is one order, paid once", async ({ page, context }) => {
    const other = await context.newPage();
    await open(page, `/checkout?${BASKET}`);
    await open(other, `/checkout?${BASKET}`);
    await acceptTerms(page);
    await acceptTerms(other);
    await clickAtOnce([submitButton(page), submitButton(other)]);
    // The slower tab may see the other's order before its own answer; either way it is one order.
    for (const tab of [page, other]) {
      await open(tab, "/account");
      await expect(tab.locator(".order-row")).toHaveCount(1);
      await tab.locator(".order-row a").click();
      await expect(payButton(tab)).toBeVisible();
    }
    await clickAtOnce([payButton(page), payButton(other)]);
    await expect(page.locator(".countdown")).toBeVisible();
    await expect(other.locator(".countdown")).toBeVisible();
    await page.locator(".order-status button").click();
    await expect(other.locator(".order-state")).toContainText("已发货");
    await expectPurchaseOnAccount(page);
  });

  test("payment fails and is abandoned, then succeeds", { tag: "@http" }, async ({ page }) => {
    await placeOrder(page);
    await page.getByRole("button", { name: "支付失败" }).click();
    await expect(page.locator(".cashier")).toContainText("支付没有成功，没有扣款");
    await page.getByRole("button", { name: "放弃支付" }).click();
    await expect(page.locator(".cashier")).toContainText("支付已中断，没有扣款");
    await payAndReceive(page);
    await expectPurchaseOnAccount(page);
  });

  test("a cancelled order charges nothing and can be bought again", async ({ page }) => {
    const order = await placeOrder(page);
    await page.getByRole("button", { name: "取消订单" }).click();
    await expect(page.locator(".order-state")).toContainText("已取消");
    await open(page, "/account");
    await expect(page.locator(".edition-name")).toHaveText("体验版");
    await open(page, `/orders/${order}`);
    await page.getByRole("link", { name: "重新购买" }).click();
    await page.waitForURL("**/checkout?**");
    await acceptTerms(page);
    await submitButton(page).click();
    await page.waitForURL("**/orders/*");
    expect(orderNumber(page)).not.toBe(order);
  });

  test("an order cancelled from the checkout makes way for a new one at once", async ({ page }) => {
    const order = await placeOrder(page);
    await open(page, `/checkout?${BASKET}`);
    await page.locator(".refusal").getByRole("button", { name: "取消该订单" }).click();
    await acceptTerms(page);
    await submitButton(page).click();
    await page.waitForURL("**/orders/*");
    expect(orderNumber(page)).not.toBe(order);
    await payAndReceive(page);
    await open(page, "/account");
    await expect(page.locator(".order-row")).toHaveCount(2);
  });

  test("a changed basket is placed as it is shown, also right after the change", async ({ page }) => {
    await open(page, "/checkout?edition=professional&term=2");
    await acceptTerms(page);
    await page.getByRole("button", { name: "增加一包：10,000 份合同" }).click();
    await submitButton(page).click();
    await page.waitForURL("**/orders/*");
    await expect(page.locator(".cashier .total-amount")).toHaveText(TOTAL);
  });

  test("the accepted terms are one person's: another has to accept them anew", async ({ page }) => {
    await open(page, `/checkout?${BASKET}`);
    await acceptTerms(page);
    await become(page, CUSTOMER.advanced);
    await expect(page.locator("#accept-terms")).not.toBeChecked();
  });

  test("a quantity that is no number is put back, and one that is too large is cut", async ({ page }) => {
    await open(page, `/checkout?${BASKET}`);
    const field = page.locator("#contract_pack-10000");
    await field.fill("-3");
    await field.blur();
    await expect(field).toHaveValue("1");
    await field.fill("１２");
    await field.blur();
    await expect(field).toHaveValue("12");
    for (let times = 0; times < 2; times += 1) {
      await field.fill("999");
      await field.blur();
      await expect(field).toHaveValue("20");
    }
    await expect(page.locator(".pack", { has: field })).toContainText("最多 20 包");
  });

  test("an order left unpaid for a day expires, and no payment is taken for it", async ({ page }) => {
    await placeOrder(page);
    await page.locator(".identity-button").click();
    await page.getByRole("button", { name: "快进 1 天" }).click();
    await expect(page.locator(".order-state")).toContainText("已过期");
    await expect(payButton(page)).toHaveCount(0);
  });

  test("delivery waits for its minutes: paid but not delivered, the contracts are not usable yet", async ({ page }) => {
    await placeOrder(page);
    await payButton(page).click();
    await expect(page.locator(".countdown")).toBeVisible();
    await open(page, "/account");
    await expect(page.locator(".edition-name")).toHaveText("专业版");
    await expect(page.locator(".balance-left")).toHaveText("0");
    await expect(page.locator(".batches")).toContainText("发货后可用");
  });

  test("half an hour after signing in the security phone has to be verified again", async ({ page }) => {
    await open(page, `/checkout?${BASKET}`);
    await forward(page, "快进 5 分钟", 6);
    await expect(page.locator(".refusal")).toContainText("BUY-4");
    await page.locator(".refusal").getByRole("button", { name: "验证安全手机" }).click();
    await verifyPhone(page);
    await acceptTerms(page);
    await submitButton(page).click();
    await page.waitForURL("**/orders/*");
  });

  test("without accepting the purchase terms nothing is placed, and the page says so", async ({ page }) => {
    await open(page, `/checkout?${BASKET}`);
    await submitButton(page).click();
    await expect(page.locator(".notice-danger")).toContainText("ORD-10");
    await expect(page).toHaveURL(/checkout/);
  });
});

test("English: the same purchase under /en/", async ({ page }) => {
  await open(page, "/en/pricing?term=2");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("link", { name: "中文" })).toHaveAttribute("href", "/pricing?term=2");
  await become(page, CUSTOMER.experience);
  await page.getByRole("link", { name: "Buy Professional" }).click();
  await page.waitForURL("**/en/checkout?edition=professional&term=2");
  await page.getByRole("button", { name: "Add one pack of 10,000 contracts" }).click();
  await acceptTerms(page);
  await page.getByRole("button", { name: `Place order for ${TOTAL}` }).click();
  await page.waitForURL("**/en/orders/*");
  await payAndReceive(page);
  await page.getByRole("link", { name: "Go to your account" }).click();
  await page.waitForURL("**/en/account");
  await page.reload();
  await ready(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator(".edition-name")).toHaveText("Professional");
  await expect(page.locator(".balance-left")).toHaveText("13,000");
  await page.getByRole("link", { name: "中文" }).click();
  await page.waitForURL((url) => url.pathname === "/account");
  await expectPurchaseOnAccount(page);
});

test.describe("390 px wide", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the purchase works with a thumb and nothing scrolls sideways", { tag: "@http" }, async ({ page }) => {
    await open(page, "/pricing?term=2");
    await expectNoSideways(page);
    await become(page, CUSTOMER.experience);
    await page.getByRole("link", { name: "购买专业版" }).tap();
    await page.getByRole("button", { name: "增加一包：10,000 份合同" }).tap();
    await expectNoSideways(page);
    await acceptTerms(page);
    await submitButton(page).tap();
    await page.waitForURL("**/orders/*");
    await expectNoSideways(page);
    await payAndReceive(page);
    await expectPurchaseOnAccount(page);
    await expectNoSideways(page);
  });
});

test("by keyboard alone", async ({ page }) => {
  const reach = (locator) => pressUntil(page, "Tab", locator);
  await open(page, "/pricing");
  await reach(page.locator(".identity-button"));
  await page.keyboard.press("Enter");
  await reach(page.locator(".persona", { hasText: CUSTOMER.experience }));
  await page.keyboard.press("Enter");
  await expect(page.locator(".identity-button")).toContainText(CUSTOMER.experience);
  await reach(page.locator("input[name=term]:checked"));
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/term=2/);
  await reach(page.getByRole("link", { name: "购买专业版" }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/checkout?**");
  await expect(page.locator("h1")).toBeFocused();
  await reach(page.getByRole("button", { name: "增加一包：10,000 份合同" }));
  await page.keyboard.press("Enter");
  await expect(page.locator(".summary .total-amount")).toHaveText(TOTAL);
  await reach(page.locator("#accept-terms"));
  await page.keyboard.press("Space");
  await reach(submitButton(page));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/orders/*");
  await reach(payButton(page));
  await page.keyboard.press("Enter");
  await expect(page.locator(".countdown")).toBeVisible();
  // The pressed button is gone; what it led to has the focus.
  await expect(page.locator(".order-state")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.locator(".order-status button")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator(".order-state")).toContainText("已发货");
  await expect(page.locator(".order-state")).toBeFocused();
  await expectPurchaseOnAccount(page);
});
