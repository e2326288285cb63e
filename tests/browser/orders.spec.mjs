// The list of orders and its filters, what happened to one order, and what can be done with it next.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./test.mjs";
import {
  BASKET, CUSTOMER, FEE_MANAGER, HINDERED, TOTAL, become, expectNoSideways, open, payAndReceive, payButton, placeOrder,
  ready, submitOrder, watchConsole,
} from "./shop.mjs";

const rows = (page) => page.locator(".orders-table tbody tr");
const numbers = (page) => page.locator(".orders-table tbody th");
const trail = (page) => page.locator(".trail li");

/** On the list of the enterprise in the middle of its year, which has two orders. */
async function openList(page, query = "") {
  await open(page, "/account");
  await become(page, CUSTOMER.advanced);
  await open(page, `/orders${query}`);
  await expect(page.locator(".orders-sum")).toBeVisible();
}

test.describe("the list", () => {
  test("the newest order comes first, and leads to its page", { tag: "@http" }, async ({ page }) => {
    await openList(page);
    await expect(numbers(page)).toHaveText(["demo-advanced-order-2", "demo-advanced-order-1"]);
    await expect(rows(page).first()).toContainText("周例（本人）");
    await numbers(page).first().getByRole("link").click();
    await page.waitForURL("**/orders/demo-advanced-order-2");
    await expect(page.locator(".order-state")).toContainText("已发货");
  });

  test("what is typed filters at once, stands in the address, and is there after a reload", { tag: "@http" }, async ({ page }) => {
    const expectNoErrors = watchConsole(page);
    await openList(page);
    const before = await page.evaluate(() => history.length);
    await page.locator("#orders-text").pressSequentially("ＯＲＤＥＲ-1");
    await expect(rows(page)).toHaveCount(1);
    await expect(page.locator("#orders-text")).toBeFocused();
    await expect(page.getByRole("status").filter({ hasText: "笔订单" })).toHaveText("共 1 笔订单，已支付 ¥3,650.00");
    await page.locator("#orders-state").selectOption("已发货");
    await page.locator("#orders-least").fill("3,650");
    await expect(page).toHaveURL(/state=delivered&least=3%2C650$/);
    expect(await page.evaluate(() => history.length)).toBe(before);
    await page.reload();
    await ready(page);
    await expect(page.locator("#orders-text")).toHaveValue("ＯＲＤＥＲ-1");
    await expect(page.locator("#orders-state")).toHaveValue("delivered");
    await expect(page.locator("#orders-least")).toHaveValue("3,650");
    await expect(numbers(page)).toHaveText(["demo-advanced-order-1"]);
    expectNoErrors();
  });

  test("a filter is still there on the way back from an order", async ({ page }) => {
    await openList(page);
    await page.locator("#orders-text").fill("order-1");
    await numbers(page).first().getByRole("link").click();
    await page.waitForURL("**/orders/demo-advanced-order-1");
    await page.goBack();
    await expect(page.locator("#orders-text")).toHaveValue("order-1");
    await expect(rows(page)).toHaveCount(1);
  });

  test("days count in full, and the wrong way round they say so and take nothing away", async ({ page }) => {
    await openList(page);
    // A hundred and forty, and twenty, days before 2026-11-22.
    await page.locator("#orders-from").fill("2026-11-02");
    await expect(numbers(page)).toHaveText(["demo-advanced-order-2"]);
    await page.locator("#orders-to").fill("2026-11-01");
    await expect(page.locator("#orders-to-error")).toHaveText("结束日期早于开始日期。");
    await expect(rows(page)).toHaveCount(2);
    await page.locator("#orders-to").fill("2026-11-02");
    await expect(page.locator("#orders-to-error")).toBeEmpty();
    await expect(rows(page)).toHaveCount(1);
  });

  for (const typed of ["abc", "1.234", "-5", "1,50"]) {
    test(`"${typed}" is no amount: it is said beside the field, kept, and filters nothing away`, async ({ page }) => {
      await openList(page);
      await page.locator("#orders-most").fill(typed);
      await expect(page.locator("#orders-most-error")).toContainText("最多两位小数");
      await expect(page.locator("#orders-most")).toHaveAttribute("aria-invalid", "true");
      await expect(rows(page)).toHaveCount(2);
      await expect(page).toHaveURL(/most=/);
      await page.reload();
      await ready(page);
      await expect(page.locator("#orders-most")).toHaveValue(typed);
      await expect(page.locator("#orders-most-error")).not.toBeEmpty();
    });
  }

  test("a per cent sign and everything else that an address knows are kept as typed", async ({ page }) => {
    await openList(page);
    await page.locator("#orders-text").fill("100% &=?#+ %41");
    await expect(page).toHaveURL(/text=/);
    await page.reload();
    await ready(page);
    await expect(page.locator("#orders-text")).toHaveValue("100% &=?#+ %41");
  });

  test("where nothing matches, clearing brings everything back and keeps the focus", async ({ page }) => {
    await openList(page);
    await page.locator("#orders-text").fill("没有这样的订单");
    await expect(page.locator(".empty")).toContainText("没有符合条件的订单");
    await page.getByRole("button", { name: "清除筛选" }).click();
    await expect(rows(page)).toHaveCount(2);
    await expect(page.locator("#orders-text")).toHaveValue("");
    await expect(page.locator("#orders-text")).toBeFocused();
    await expect(page).toHaveURL(/\/orders$/);
  });

  test("clearing right after typing forgets what the address had not heard of yet", async ({ page }) => {
    await openList(page);
    await page.locator("#orders-text").fill("order-1");
    await page.getByRole("button", { name: "清除筛选" }).click();
    await expect(page.locator("#orders-text")).toHaveValue("");
    await expect(rows(page)).toHaveCount(2);
  });

  test("on a phone orders are cards, and nothing is wider than the screen", async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await openList(page);
    await expect(rows(page).first().locator(".cell-word").first()).toBeVisible();
    await expectNoSideways(page);
    await numbers(page).first().getByRole("link").click();
    await expect(trail(page).first()).toBeVisible();
    await expectNoSideways(page);
  });

  test("somebody new is led to the editions", async ({ page }) => {
    await open(page, "/orders");
    await become(page, CUSTOMER.experience);
    await page.keyboard.press("Escape");
    await expect(page.locator(".empty")).toContainText("还没有订单");
    await page.locator(".empty").getByRole("link").click();
    await page.waitForURL("**/pricing");
  });
});

test.describe("who sees what", () => {
  test("ORD-7: an employee sees no order, and is told who does", { tag: "@http" }, async ({ page }) => {
    await open(page, "/orders");
    await become(page, HINDERED.employee);
    await page.keyboard.press("Escape");
    await expect(page.locator("main")).toContainText("订单记录仅超级管理员和法定代表人可以查看");
    await expect(rows(page)).toHaveCount(0);
    await open(page, "/orders/demo-advanced-order-1");
    await expect(page.locator("main")).toContainText("ORD-7");
    await expect(page.locator(".order-trail")).toHaveCount(0);
  });

  test("ROLE-7: who manages fees sees the order that they placed themselves", { tag: "@http" }, async ({ page }) => {
    await open(page, "/orders");
    await become(page, FEE_MANAGER);
    await page.keyboard.press("Escape");
    await expect(page.locator("main")).toContainText("这里没有您可以查看的订单");
    const order = await placeOrder(page, "packs=signing_report:10x1");
    await open(page, "/orders");
    await expect(numbers(page)).toHaveText([order]);
    await expect(rows(page).first()).toContainText("钱会（本人）");
    await rows(page).first().getByRole("link", { name: "去支付" }).click();
    await expect(page.locator(".cashier")).toBeVisible();
  });

  test("ROLE-5: a legal representative sees all orders, and is offered no invoice", { tag: "@http" }, async ({ page }) => {
    await open(page, "/orders");
    await become(page, CUSTOMER.professional);
    await page.keyboard.press("Escape");
    await expect(rows(page)).toHaveCount(1);
    await expect(page.getByRole("link", { name: "申请发票" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "重新购买" })).toHaveCount(1);
  });

  test("CH-9: the personal mini-program shows a buyer the own orders, and no enterprise's", async ({ page }) => {
    await open(page, "/orders?channel=personal_mini_program");
    await become(page, CUSTOMER.professional);
    await page.keyboard.press("Escape");
    await expect(page.locator(".refusal")).toContainText("CH-9");
    await become(page, HINDERED.buyer);
    await page.keyboard.press("Escape");
    await expect(page.locator(".empty")).toContainText("还没有订单");
  });
});

test.describe("what happened to an order", () => {
  test.beforeEach(async ({ page }) => {
    await open(page, "/pricing");
    await become(page, CUSTOMER.experience);
  });

  test("a payment that failed and one that succeeded are told with time and person", { tag: "@http" }, async ({ page }) => {
    await placeOrder(page);
    await expect(trail(page)).toHaveCount(1);
    await expect(trail(page).first()).toContainText("林样（本人）");
    await page.getByRole("button", { name: "支付失败" }).click();
    await expect(trail(page)).toHaveCount(2);
    await expect(trail(page).nth(1)).toContainText("一次支付未成功");
    await payAndReceive(page);
    await expect(trail(page).last()).toContainText("订单已发货");
    await expect(trail(page).filter({ hasText: `已支付 ${TOTAL}` })).toContainText("系统");
    await expect(page.locator(".payment-trail li")).toHaveCount(2);
    await expect(page.locator(".payment-trail li").first()).toContainText("没有扣款");
    await expect(page.locator(".payment-trail li").last()).toContainText("已计入订单");
  });

  test("ED-8: cancelled, it says by whom, and the same can be bought again", { tag: "@http" }, async ({ page }) => {
    await placeOrder(page);
    await page.getByRole("button", { name: "取消订单" }).click();
    await expect(trail(page).last()).toContainText("订单已取消");
    await expect(trail(page).last()).toContainText("林样（本人）");
    await page.getByRole("link", { name: "重新购买" }).click();
    await page.waitForURL(`**/checkout?${BASKET}`);
    await expect(page.locator(".summary .total-amount")).toHaveText(TOTAL);
  });

  test("ORD-6: money that was held and returned is told to the end", async ({ page }) => {
    await placeOrder(page);
    await page.getByRole("button", { name: "实付金额不符" }).click();
    await expect(page.locator(".payment-trail")).toContainText("因金额与订单不符而暂存");
    await page.getByRole("button", { name: "退回款项并关闭" }).click();
    await expect(page.locator(".payment-trail")).toContainText("退回");
    await expect(trail(page).last()).toContainText("客服已关闭订单");
  });

  test("another tab that pays is told here as well", async ({ page, context }) => {
    await placeOrder(page);
    const other = await context.newPage();
    await open(other, new URL(page.url()).pathname);
    await payButton(other).click();
    await expect(other.locator(".countdown")).toBeVisible();
    await expect(trail(page).filter({ hasText: `已支付 ${TOTAL}` })).toHaveCount(1);
  });

  test("delivered, it leads to its invoice and to all orders", { tag: "@http" }, async ({ page }) => {
    const order = await placeOrder(page);
    await expect(page.getByRole("link", { name: "申请发票" })).toHaveCount(0);
    await payAndReceive(page);
    await expect(page.getByRole("link", { name: "申请发票" })).toHaveAttribute("href", `/invoices?order=${order}`);
    await page.getByRole("link", { name: "查看全部订单" }).click();
    await page.waitForURL("**/orders");
    await expect(numbers(page)).toHaveText([order]);
    await expect(rows(page).first().getByRole("link", { name: "申请发票" })).toHaveAttribute("href", `/invoices?order=${order}`);
  });

  test("on paper it is number, days, lines, total and payments, with nothing to press", async ({ page }) => {
    const order = await placeOrder(page);
    await payAndReceive(page);
    await page.emulateMedia({ media: "print" });
    for (const words of [order, "青禾样例贸易有限公司", "专业版 · 2 年", TOTAL, "增值税", "已计入订单"]) {
      await expect(page.locator(".order-content")).toContainText(words);
    }
    await expect(page.locator(".order-content")).toBeVisible();
    await expect(page.locator(".payment-trail")).toBeVisible();
    await expect(page.locator("main").locator("button:visible, .button:visible")).toHaveCount(0);
    await expect(page.locator(".order-trail")).toBeHidden();
    await expect(page.locator(".account-nav")).toBeHidden();
  });
});

test("BUY-9: the credit of an upgrade is told period by period on its order", async ({ page }) => {
  await open(page, "/pricing");
  await become(page, CUSTOMER.advanced);
  await open(page, "/checkout?edition=professional&term=1");
  await submitOrder(page);
  await expect(page.locator(".order-content .credit")).toContainText("¥3,650.00 × 剩余 225 天 ÷ 共 365 天 = ¥2,250.00");
  await expect(page.locator(".order-content .total-amount")).toHaveText("¥8,700.00");
});

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    const expectNothing = async (page) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
      expect(found).toEqual([]);
    };

    test("axe finds nothing on the list, its mistakes, its cards, and on an order", async ({ page }) => {
      await openList(page);
      await expectNothing(page);
      await page.locator("#orders-least").fill("abc");
      await expect(page.locator("#orders-least-error")).not.toBeEmpty();
      await expectNothing(page);
      await page.locator("#orders-text").fill("没有这样的订单");
      await expect(page.locator(".empty")).toBeVisible();
      await expectNothing(page);
      await open(page, "/en/orders/demo-advanced-order-1");
      await expect(trail(page).first()).toBeVisible();
      await expectNothing(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await open(page, "/orders");
      await expectNothing(page);
    });
  });
}
