// Customers who have something already: renewing, upgrading, and what is refused.
import { expect, test } from "./test.mjs";
import { CUSTOMER, become, buy, open, overHttp } from "./shop.mjs";

test("the renewal of an edition near its end begins where it ends", { tag: "@http" }, async ({ page }) => {
  await open(page, "/account");
  await become(page, CUSTOMER.professional);
  const before = await page.locator(".edition-panel dd strong").innerText();
  await page.getByRole("link", { name: "续费", exact: true }).click();
  await expect(page.locator(".order-line-period")).toContainText(`接在现有版本之后，自 ${before} 起`);
  await buy(page);
  const after = await page.locator(".edition-panel dd strong").innerText();
  expect(Number(after.slice(0, 4))).toBe(Number(before.slice(0, 4)) + 1);
  expect(after.slice(4)).toBe(before.slice(4));
});

test("an upgrade sets off what is left, and replaces the edition", { tag: "@http" }, async ({ page }) => {
  await open(page, "/pricing");
  await become(page, CUSTOMER.advanced);
  await page.getByRole("link", { name: "升级到专业版" }).click();
  await expect(page.locator(".credit")).toContainText("剩余 225 天");
  if (!overHttp) {
    // 10,950.00 − 3,650.00 × 225 ÷ 365; in a year with a leap day it is another amount.
    await expect(page.locator(".summary .total-amount")).toHaveText("¥8,700.00");
  }
  await buy(page);
  await expect(page.locator(".edition-name")).toHaveText("专业版");
  // The pack of 1,000 stays beside the 3,000 of the new edition; the 500 of the old one are closed.
  await expect(page.locator(".balance-left")).toHaveText("4,000");
});

test("a lower edition is refused with the reason, the rule and a way forward", { tag: "@http" }, async ({ page }) => {
  await open(page, "/pricing");
  await become(page, CUSTOMER.professional);
  const card = page.locator(".card", { has: page.getByRole("heading", { name: "高级版" }) });
  await expect(card).toContainText("不支持降级到高级版");
  await expect(card).toContainText("ED-7");
  await expect(card.getByRole("link", { name: "购买高级版" })).toHaveCount(0);
});

test("another tab sees a change of customer at once", async ({ page, context }) => {
  const other = await context.newPage();
  await open(page, "/account");
  await open(other, "/account");
  await become(page, CUSTOMER.advanced);
  await expect(other.locator(".edition-name")).toHaveText("高级版");
});

test("packs alone are bought for the edition in force, and end with it", { tag: "@http" }, async ({ page }) => {
  await open(page, "/account");
  await become(page, CUSTOMER.advanced);
  const end = await page.locator(".edition-panel dd strong").innerText();
  await page.getByRole("link", { name: "加购合同份额" }).click();
  await page.waitForURL("**/checkout?packs=contract_pack:1000x1");
  await expect(page.locator("#edition-none")).toBeChecked();
  await expect(page.locator(".order-line-period")).toContainText(`随版本到期：${end}`);
  await buy(page);
  await expect(page.locator(".balance-left")).toHaveText("2,500");
});

test("the picture before an upgrade shows what ends, what moves and what is added", async ({ page }) => {
  await open(page, "/account");
  await become(page, CUSTOMER.advanced);
  await open(page, "/checkout?edition=professional&term=1");
  await page.locator(".preview > summary").click();
  const rows = page.locator(".preview .timeline-row");
  await expect(rows.filter({ hasText: "升级时结束" })).toHaveCount(2);
  await expect(rows.filter({ hasText: "本次购买" })).toHaveCount(2);
  await expect(rows.filter({ hasText: "1,000 份合同" })).toContainText("2027年11月22日");
});
