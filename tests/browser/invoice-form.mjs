// What a finance clerk does on the page of invoices.
import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { become, open, overHttp, verifyPhone } from "./shop.mjs";

export const FIRST = "demo-advanced-order-1";
export const SECOND = "demo-advanced-order-2";
export const CODE = "91350100M000100Y43";
export const COMPANY = {
  name: "云帆样例科技有限公司",
  code: CODE,
  address: "上海市样例路 1 号",
  phone: "021-60000000",
  bank: "样例银行上海分行",
  account: "6200 0000 1111",
};

export const box = (page, order) => page.getByRole("checkbox", { name: `选择订单 ${order}`, exact: true });
export const goOn = (page) => page.locator(".invoice-form button[type=submit]");
export const summary = (page) => page.locator(".error-summary");
export const review = (page) => page.locator(".invoice-review");
export const submit = (page) => review(page).locator(".button-primary");
export const rows = (page) => page.locator(".invoice-row");
export const refusal = (page, rule) => page.locator(".refusal > li", { hasText: rule });
export const answer = (page, button) => rows(page).getByRole("button", { name: button });

/** Slips into a customer on the page of invoices. */
export async function openAs(page, customer, path = "/invoices") {
  await open(page, path);
  await become(page, customer);
}

/** Verifies the security phone, which a server asks for first (BUY-4). */
export async function unlock(page) {
  if (!overHttp) return;
  await page.locator(".invoices-barrier").getByRole("button", { name: "验证安全手机" }).click();
  await verifyPhone(page);
}

/** The tax platform issues the newest invoice; that of a server does so by itself. */
export async function issue(page) {
  if (!overHttp) await answer(page, "演示：税务平台开票成功").click();
  await expect(rows(page).first()).toContainText("已开具");
}

export async function fill(page, title) {
  for (const [field, text] of Object.entries(title)) await page.locator(`#invoice-${field}`).fill(text);
}

/** Chooses an order and makes out a special invoice, up to its review. */
export async function reviewSpecial(page, order, title = COMPANY) {
  await box(page, order).check();
  await page.locator("#invoice-special").check();
  await fill(page, title);
  await goOn(page).click();
  await expect(review(page)).toBeVisible();
}

/** Asks for a special invoice. */
export async function request(page, order, title = COMPANY) {
  await reviewSpecial(page, order, title);
  await submit(page).click();
  await expect(page.locator("#invoice-list")).toBeFocused();
  if (!overHttp) await expect(rows(page).first()).toContainText("开票中");
}

/** The text of the file behind the button. */
export async function download(page, name = "下载发票") {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    rows(page).first().getByRole("button", { name }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^invoice-\d{8}-[0-9A-Z]+\.html$/);
  return readFile(await file.path(), "utf8");
}
