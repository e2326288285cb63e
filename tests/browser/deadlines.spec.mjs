// Every deadline, with the clock moved past it: what is said, and the way on.
import { expect, test } from "@playwright/test";
import { CUSTOMER, HINDERED, become, forward, open, payButton, placeOrder, submitOrder, verifyPhone } from "./shop.mjs";

const state = (page) => page.locator(".order-state");

test("ORD-2: a transfer ends after ten days, and the same basket can be bought again", async ({ page }) => {
  await open(page, "/pricing");
  await become(page, CUSTOMER.experience);
  await placeOrder(page, "edition=advanced&term=1");
  await page.locator("label[for=pay-transfer]").click();
  await expect(page.locator("#transfer-reference")).toBeVisible();
  await forward(page, "快进 1 天", 9);
  await expect(state(page)).toContainText("待支付");
  await forward(page, "快进 1 天");
  await expect(state(page)).toContainText("已过期");
  await page.getByRole("link", { name: "重新购买" }).click();
  await page.waitForURL("**/checkout?edition=advanced&term=1");
  await expect(page.locator(".refusal")).toContainText("BUY-4");
});

test("BUY-12: the order of a renewal ends with the paid end, and leads to a new purchase", async ({ page }) => {
  await open(page, "/account");
  await become(page, CUSTOMER.professional);
  // The paid end is on 4 December; an order would last a day.
  await forward(page, "快进 1 天", 11);
  await forward(page, "快进 5 分钟");
  await open(page, "/checkout?edition=professional&term=1");
  await page.getByRole("button", { name: "验证安全手机" }).click();
  await verifyPhone(page);
  await submitOrder(page);
  await expect(page.locator(".cashier-expiry")).toContainText("23 小时 55 分钟");
  await forward(page, "快进 1 天");
  await expect(state(page)).toContainText("已过期");
  await page.getByRole("link", { name: "重新购买" }).click();
  await page.waitForURL("**/checkout?edition=professional&term=1");
  await expect(page.locator(".order-line-period")).toContainText("自支付时起生效");
});

test("BUY-4: a code ends after five minutes, and the next one counts", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1");
  await become(page, CUSTOMER.experience);
  await page.keyboard.press("Escape");
  await forward(page, "快进 5 分钟", 6);
  const verify = page.locator(".refusal").getByRole("button", { name: "验证安全手机" });
  const popover = page.locator("#security-phone");
  await verify.click();
  await popover.getByRole("button", { name: "发送验证码" }).click();
  const code = (await popover.locator(".message").innerText()).match(/\d{6}/)[0];
  await page.keyboard.press("Escape");
  await forward(page, "快进 5 分钟");
  await verify.click();
  await popover.locator("#phone-code").fill(code);
  await expect(popover.locator("#phone-code-problem")).toHaveText("验证码已失效，请重新发送。");
  await popover.getByRole("button", { name: "重新发送" }).click();
  await expect(popover.locator(".message")).not.toContainText(code);
  const next = (await popover.locator(".message").innerText()).match(/\d{6}/)[0];
  await popover.locator("#phone-code").fill(next);
  await expect(popover).toBeHidden();
  await expect(page.locator("#accept-terms")).toBeVisible();
});

test("BIND-4: a term that runs out before binding is for customer service", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1&packs=contract_pack:1000x1&channel=personal_mini_program");
  await become(page, HINDERED.buyer);
  await page.getByRole("button", { name: "验证手机号" }).click();
  await verifyPhone(page);
  await page.locator("#enterprise-name").fill(CUSTOMER.experience);
  await submitOrder(page);
  await payButton(page).click();
  await expect(page.locator(".binding-title")).toBeVisible();
  await forward(page, "快进 30 天", 12);
  await expect(page.locator(".order-status")).toContainText("360 天（共 365 天）");
  await forward(page, "快进 30 天");
  await expect(page.locator(".binding-title")).toHaveCount(0);
  await expect(page.locator(".order-status")).toContainText("款项不会丢失");
  await expect(page.getByRole("button", { name: "联系客服" })).toBeVisible();
});
