// What a channel leaves out or limits, beside the hand-overs of ways_out.spec.mjs (CH-5, CH-7, CH-9, CH-10; ORD-7).
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import {
  CUSTOMER, HINDERED, acceptTerms, become, buy, open, payAndReceive, placeOrder, submitButton, verifyPhone,
} from "./shop.mjs";
import { fillAndReview, submit } from "./trial-form.mjs";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const refusal = (page, rule) => page.locator(".refusal > li", { hasText: rule });
const help = (page) => page.locator("#help");
const webLink = (page) => help(page).locator("#help-link").inputValue();

/** The shop with a largest amount for one order in some channels, in fen. */
async function limited(page, largest) {
  const shipped = JSON.parse(readFileSync(new URL("../../public/catalogue.json", import.meta.url), "utf8"));
  shipped.policies.largest_order_fen = largest;
  await page.route("**/catalogue.json", (route) => route.fulfill({ json: shipped }));
}

test("CH-10: an amount above the channel's largest is handed over to the web, and bought there", async ({ page }) => {
  await limited(page, { mini_program: 500000 });
  await open(page, "/checkout?edition=advanced&term=2&channel=mini_program");
  await become(page, CUSTOMER.experience);
  await expect(refusal(page, "CH-10")).toContainText("¥5,000.00");
  await refusal(page, "CH-10").getByRole("button", { name: "前往网页端" }).tap();
  await open(page, await webLink(page));
  await acceptTerms(page);
  await submitButton(page).tap();
  await page.waitForURL("**/orders/*");
  await payAndReceive(page);
  await open(page, "/account");
  await expect(page.locator(".edition-name")).toHaveText("高级版");
});

test("CH-10: up to the largest amount the channel sells", async ({ page }) => {
  await limited(page, { mini_program: 365000 });
  await open(page, "/pricing");
  await become(page, CUSTOMER.experience);
  await placeOrder(page, "edition=advanced&term=1&channel=mini_program");
  await expect(page.locator(".cashier .total-amount")).toHaveText("¥3,650.00");
});

test("CH-10: where the web takes no more either, sales do", async ({ page }) => {
  await limited(page, { web: 500000 });
  await open(page, "/checkout?edition=advanced&term=2");
  await become(page, CUSTOMER.experience);
  await refusal(page, "CH-10").getByRole("button", { name: "联系销售" }).tap();
  await expect(help(page)).toContainText("400-000-0000");
});

test("CH-2: an order of the web is not paid in the mini-program, but led back to the web", async ({ page }) => {
  await open(page, "/pricing");
  await become(page, CUSTOMER.experience);
  const order = await placeOrder(page, "edition=professional&term=1");
  await open(page, `/orders/${order}?channel=mini_program`);
  await expect(page.locator(".cashier .button-primary")).toHaveCount(0);
  await refusal(page, "CH-2").getByRole("button", { name: "前往网页端" }).tap();
  await open(page, await webLink(page));
  await expect(page).toHaveURL(new RegExp(`/orders/${order}$`));
  await payAndReceive(page);
});

test("CH-5: a person who wants reports is told where they are sold, and buys them there for the enterprise", async ({ page }) => {
  await open(page, "/checkout?packs=signing_report:10x1&channel=personal_mini_program");
  await become(page, HINDERED.buyer);
  await page.keyboard.press("Escape");
  await expect(page.locator("#accept-terms")).toHaveCount(0);
  await refusal(page, "CH-5").getByRole("button", { name: "前往网页端" }).tap();
  await open(page, await webLink(page));
  await become(page, CUSTOMER.experience);
  await buy(page);
  await expect(page.locator(".balance-left")).toHaveText("10");
});

test("CH-5: a person who wants a pack alone is led to the edition with it, and buys", async ({ page }) => {
  await open(page, "/checkout?packs=contract_pack:1000x1&channel=personal_mini_program");
  await become(page, HINDERED.buyer);
  await page.locator(".refusal").getByRole("link", { name: "选择高级版" }).first().tap();
  await page.waitForURL("**/checkout?edition=advanced**packs=contract_pack:1000x1**");
  await page.getByRole("button", { name: "验证手机号" }).tap();
  await verifyPhone(page);
  await page.locator("#enterprise-name").fill(CUSTOMER.experience);
  await acceptTerms(page);
  await submitButton(page).tap();
  await page.waitForURL("**/orders/*");
  await expect(page.locator(".cashier .total-amount")).toHaveText("¥6,450.00");
});

test("CH-7: the personal mini-program opens no trial; a lead can be left there", async ({ page }) => {
  await open(page, "/trial?edition=flagship&channel=personal_mini_program");
  await become(page, HINDERED.buyer);
  await expect(page.locator("main")).toContainText("不能申请试用");
  await expect(page.locator("main")).toContainText("CH-7");
  await expect(page.getByRole("heading", { name: "留下联系方式" })).toBeVisible();
  await fillAndReview(page);
  await submit(page).tap();
  await expect(page.locator("#trial-received")).toBeVisible();
  await expect(page.locator("main")).toContainText("已收到您的信息");
});

test("CH-9: the personal mini-program shows the person's own orders, and no enterprise's", async ({ page }) => {
  await open(page, "/account?channel=personal_mini_program");
  await become(page, CUSTOMER.advanced);
  await expect(page.locator(".balance-left")).toHaveCount(0);
  await refusal(page, "CH-9").getByRole("button", { name: "前往网页端" }).tap();
  await open(page, await webLink(page));
  await expect(page.locator(".balance-left")).toHaveText("1,500");

  await open(page, "/checkout?edition=advanced&term=1&packs=contract_pack:1000x1&channel=personal_mini_program");
  await become(page, HINDERED.buyer);
  await page.getByRole("button", { name: "验证手机号" }).tap();
  await verifyPhone(page);
  await page.locator("#enterprise-name").fill("样例公司");
  await acceptTerms(page);
  await submitButton(page).tap();
  await page.waitForURL("**/orders/*");
  await open(page, "/account?channel=personal_mini_program");
  await expect(page.locator(".order-row")).toHaveCount(1);
});

test("ORD-7: an employee is told who sees the orders, and an order's page shows none to them", async ({ page }) => {
  await open(page, "/account");
  await become(page, CUSTOMER.advanced);
  const order = await page.locator(".order-row a").first().getAttribute("href");
  await page.keyboard.press("Escape");
  await become(page, HINDERED.employee);
  await page.keyboard.press("Escape");
  await expect(page.locator(".balance-left")).toHaveText("1,500");
  await expect(page.locator(".order-row")).toHaveCount(0);
  await expect(page.locator("main")).toContainText("订单记录仅超级管理员和法定代表人可以查看。");
  await open(page, order);
  await expect(page.locator(".order-lines")).toHaveCount(0);
  await expect(page.locator("main")).toContainText("订单记录仅超级管理员和法定代表人可以查看。");
  await expect(refusal(page, "ORD-7").or(refusal(page, "ROLE-4")).getByRole("button", { name: "请管理员操作" })).toBeVisible();
});

test.describe("before the app is there", () => {
  for (const [path, to] of [
    ["/pricing?channel=mini_program", "/add-ons?channel=mini_program"],
    ["/en/pricing?channel=personal_mini_program", "/en/add-ons?channel=personal_mini_program"],
  ]) {
    test(`CH-12: a link that is pressed at once stays in the channel: ${path}`, async ({ page }) => {
      // The app never comes, so that it is the prerendered page that is pressed.
      await page.route("**/*.wasm", () => {});
      await page.goto(path, { waitUntil: "domcontentloaded" });
      await page.locator(".nav-link").nth(1).click();
      await page.waitForURL(`**${to}`, { waitUntil: "commit" });
    });
  }
});
