// The examples of the rules, as an administrator meets them on screen.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import {
  CUSTOMER, become, forward, open, payAndReceive, payButton, placeOrder, submitOrder, verifyPhone,
} from "./shop.mjs";
import { fillAndReview, submit } from "./trial-form.mjs";

const total = (page) => page.locator(".summary .total-amount");
const refusal = (page, rule) => page.locator(".refusal > li", { hasText: rule });
const effects = (page, title) => page.locator(".effects").locator(`h3:has-text("${title}") + ul > li`);

async function buyBasket(page, query) {
  await open(page, `/checkout?${query}`);
  await submitOrder(page);
  await payAndReceive(page);
}

async function account(page) {
  await open(page, "/account");
  return page;
}

test("example 3: an upgrade says its credit, what ends and what stays, and is worth its full price afterwards", async ({ page }) => {
  await open(page, "/account");
  await become(page, CUSTOMER.advanced);
  await open(page, "/checkout?edition=professional&term=1");
  await expect(page.locator(".credit")).toContainText("剩余 225 天 ÷ 共 365 天");
  await expect(page.locator(".effects")).toContainText("变为 2027年11月22日 12:00。");
  await expect(effects(page, "随升级结束")).toHaveText([/^高级版，至 2027年7月5日/, /^未用的 500 份合同，至 2027年7月5日/]);
  await expect(effects(page, "继续保留")).toHaveText([/^未用的 1,000 份合同，至 2027年11月22日 12:00$/]);
  await buyBasket(page, "edition=professional&term=1");
  await open(page, "/checkout?edition=flagship&term=1");
  await expect(page.locator(".credit")).toContainText("专业版 ¥10,950.00 × 剩余 365 天 ÷ 共 365 天");
});

test("example 4: three years upgraded to one are warned about packs that end earlier", async ({ page }) => {
  await open(page, "/account");
  await become(page, CUSTOMER.experience);
  await buyBasket(page, "edition=advanced&term=3&packs=contract_pack:1000x1");
  await forward(page, "快进 1 天");
  await open(page, "/checkout?edition=professional&term=1");
  // 2026-11-22 to 2029-11-22 is 1096 days: 10,950.00 × 1095 ÷ 1096, rounded half up.
  await expect(page.locator(".credit .money")).toHaveText("−¥10,940.01");
  await expect(total(page)).toHaveText("¥9.99");
  await expect(page.locator(".notice-warning")).toContainText("提前到期，由 2029年11月22日");
  await refusal(page, "BUY-4").getByRole("button", { name: "验证安全手机" }).click();
  await verifyPhone(page);
  await submitOrder(page);
  await payAndReceive(page);
  await expect((await account(page)).locator(".edition-name")).toHaveText("专业版");
  await expect(page.locator(".batches li", { hasText: "1,000 份合同" })).toContainText("2027年11月23日");
});

test("BUY-13: an upgrade may not end before an integration; the shortest term that does not is offered", async ({ page }) => {
  await open(page, "/account");
  await become(page, CUSTOMER.experience);
  await buyBasket(page, "edition=professional&term=2&integrations=app_integration:2");
  await open(page, "/checkout?edition=flagship&term=1");
  await expect(refusal(page, "BUY-13")).toBeVisible();
  await refusal(page, "BUY-13").getByRole("link", { name: "改为 2 年" }).click();
  await page.waitForURL("**/checkout?edition=flagship&term=2");
  await expect(effects(page, "继续保留")).toContainText([/^第三方应用集成，至 2028年11月22日/]);
  await buyBasket(page, "edition=flagship&term=2");
  await expect((await account(page)).locator(".edition-name")).toHaveText("旗舰版");
});

test("example 6: on the free edition in the mini-program reports are sold, packs are not, and one trial is had once", async ({ page }) => {
  await open(page, "/add-ons?packs=signing_report:10x1&channel=mini_program");
  await become(page, CUSTOMER.experience);
  await page.keyboard.press("Escape");
  await expect(page.locator("#contract_pack")).toContainText("ADD-1");
  await expect(page.locator(".basket-bar .total-amount")).toHaveText("¥500.00");
  await open(page, "/trial?edition=flagship&channel=mini_program");
  await fillAndReview(page);
  await submit(page).click();
  await expect(page.locator("#trial-status")).toHaveText("旗舰版试用中");
  await forward(page, "快进 1 天", 8);
  await open(page, "/trial?edition=professional&channel=mini_program");
  await expect(page.locator("main")).toContainText("每家企业只有一次试用机会，已经用过。");
  await expect(page.locator("form")).toHaveCount(0);
});

test("example 7: a pack follows the renewal, and is cleared where there is none", async ({ page }) => {
  await open(page, "/account");
  await become(page, CUSTOMER.advanced);
  const pack = page.locator(".batches li", { hasText: "1,000 份合同" });
  await expect(pack).toContainText("至 2027年7月5日");
  await buyBasket(page, "edition=advanced&term=1");
  await expect((await account(page)).locator(".batches li", { hasText: "1,000 份合同" })).toContainText("至 2028年7月5日");

  await become(page, CUSTOMER.professional);
  await page.keyboard.press("Escape");
  await expect(page.locator(".balance-left")).toBeVisible();
  await forward(page, "快进 30 天");
  await expect(page.locator(".edition-name")).toHaveText("体验版");
  await expect(page.locator(".balance-left")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "续费", exact: true })).toHaveCount(0);
});

test("ED-6: after the end the same edition is a new purchase, from payment on", async ({ page }) => {
  await open(page, "/account");
  await become(page, CUSTOMER.professional);
  await forward(page, "快进 30 天");
  await open(page, "/pricing");
  await page.getByRole("link", { name: "购买专业版" }).click();
  await page.waitForURL("**/checkout?edition=professional&term=1");
  await expect(page.locator(".order-line-period")).toContainText("自支付时起生效");
  await expect(page.locator(".credit")).toHaveCount(0);
  await refusal(page, "BUY-4").getByRole("button", { name: "验证安全手机" }).click();
  await verifyPhone(page);
  await submitOrder(page);
  await payAndReceive(page);
  await expect((await account(page)).locator(".edition-panel dd strong")).toContainText("2027年12月22日");
});

test("BUY-8: under the other policy an upgrade asks for no term, and shows how its price comes about", async ({ page }) => {
  const shipped = JSON.parse(readFileSync(new URL("../../public/catalogue.json", import.meta.url), "utf8"));
  shipped.policies.upgrade = "difference_for_remaining_term";
  await page.route("**/catalogue.json", (route) => route.fulfill({ json: shipped }));
  await open(page, "/account");
  await become(page, CUSTOMER.advanced);
  await open(page, "/checkout?edition=professional&term=1");
  // (10,950.00 − 3,650.00) × 225 ÷ 365
  await expect(total(page)).toHaveText("¥4,500.00");
  await expect(page.locator(".order-line")).toContainText("每年差价 ¥7,300.00 × 1 年 × 剩余 225 天 ÷ 共 365 天");
  await expect(page.locator("input[name=term]")).toHaveCount(0);
  await buyBasket(page, "edition=professional&term=1");
  await expect((await account(page)).locator(".edition-name")).toHaveText("专业版");
  await expect(page.locator(".edition-panel dd strong")).toContainText("2027年7月5日");
});

test("BUY-12: an order whose paid timeline changed meanwhile is held, and nothing is lost", async ({ page }) => {
  await open(page, "/account");
  await become(page, CUSTOMER.professional);
  await placeOrder(page, "edition=professional&term=1");
  await page.getByRole("button", { name: "取消订单" }).click();
  await page.getByRole("button", { name: "款项到账" }).click();
  await expect(page.locator(".payments")).toBeVisible();
  const renewal = page.url();
  await placeOrder(page, "edition=flagship&term=1");
  const upgrade = page.url();
  // The operator lets the renewal through, which the upgrade was not priced for.
  await open(page, renewal);
  await page.getByRole("button", { name: "按订单发货" }).click();
  await expect(page.locator(".countdown")).toBeVisible();
  await open(page, upgrade);
  await payButton(page).click();
  await expect(page.locator(".order-status")).toContainText("款项不会丢失");
  await expect((await account(page)).locator(".edition-name")).toHaveText("专业版");
});
