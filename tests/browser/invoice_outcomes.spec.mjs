// What becomes of an invoice: issued, failed, not decided yet; its file, its title, and what replaces it (INV-1, INV-3).
import { expect, test } from "@playwright/test";
import {
  FIRST, SECOND, COMPANY, box, goOn, submit, rows, answer, openAs, fill, request, download,
} from "./invoice-form.mjs";
import { CUSTOMER, open, ready } from "./shop.mjs";

test("failed for either reason it says why, and is asked for again with the same orders", async ({ page }) => {
  await openAs(page, CUSTOMER.advanced);
  await request(page, FIRST);
  await answer(page, "演示：开票失败，抬头不符").click();
  await expect(rows(page).first()).toContainText("没有接受这个抬头");
  await page.getByRole("button", { name: "用这些订单重新申请" }).click();
  await expect(box(page, FIRST)).toBeChecked();
  await expect(page.locator("#invoice-special")).toBeChecked();
  await expect(page.locator("#invoice-name")).toHaveValue(COMPANY.name);
  await expect(page.getByRole("button", { name: `使用抬头：${COMPANY.name}` })).toHaveCount(0);
  await goOn(page).click();
  await submit(page).click();
  await expect(rows(page)).toHaveCount(2);
  await answer(page, "演示：开票失败，平台无响应").click();
  await expect(rows(page).first()).toContainText("暂时没有响应");
  await rows(page).first().getByRole("button", { name: "联系客服" }).click();
  await expect(page.locator("#help")).toContainText("400-000-0000");
  await page.keyboard.press("Escape");
  await rows(page).first().getByRole("button", { name: "用这些订单重新申请" }).click();
  await goOn(page).click();
  await submit(page).click();
  await answer(page, "演示：税务平台开票成功").click();
  await expect(rows(page).first()).toContainText("已开具");
  await expect(page.getByRole("button", { name: "用这些订单重新申请" })).toHaveCount(0);
});

test("what came of it has the focus, and what is not decided yet says what happens next", async ({ page }) => {
  await openAs(page, CUSTOMER.advanced);
  await request(page, FIRST);
  await answer(page, "演示：税务平台处理中").press("Enter");
  await expect(rows(page).locator(".invoice-pending")).toContainText("还没有结果");
  await expect(rows(page)).toContainText("开票中");
  await expect(answer(page, "演示：税务平台处理中")).toBeFocused();
  await answer(page, "演示：税务平台开票成功").press("Enter");
  await expect(rows(page)).toContainText("已开具");
  await expect(rows(page).getByRole("heading")).toBeFocused();
});

test("a file that cannot be had says why, and is had later by the same button", async ({ page }) => {
  await openAs(page, CUSTOMER.advanced);
  await request(page, FIRST);
  await answer(page, "演示：税务平台开票成功").click();
  await rows(page).getByText("演示：取不到文件").click();
  await answer(page, "演示：文件未生成").click();
  await expect(rows(page)).toContainText("文件还在生成");
  await answer(page, "演示：平台无响应").click();
  await expect(rows(page)).toContainText("没有取到文件");
  expect(await download(page, "重新下载")).toContain("¥3,650.00");
  await expect(rows(page)).not.toContainText("没有取到文件");
  await expect(rows(page).getByRole("button", { name: "下载发票" })).toBeVisible();
});

test("a failed invoice that is replaced keeps no title", async ({ page }) => {
  await openAs(page, CUSTOMER.advanced);
  await request(page, FIRST);
  await answer(page, "演示：开票失败，抬头不符").click();
  await page.getByRole("button", { name: "用这些订单重新申请" }).click();
  await page.locator("#invoice-name").fill("另一家样例公司");
  await goOn(page).click();
  await submit(page).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).nth(1)).toContainText("原来填写的抬头资料已删除");
  await page.reload();
  await ready(page);
  await expect(rows(page).first()).toContainText("另一家样例公司");
  await expect(rows(page).nth(1)).not.toContainText(COMPANY.name);
});

test("an issued invoice that is wrong is replaced by customer service", async ({ page }) => {
  await openAs(page, CUSTOMER.advanced);
  await request(page, FIRST);
  await answer(page, "演示：税务平台开票成功").click();
  await page.getByText("发票有误，需要更换？").click();
  await expect(page.locator(".invoice-replace")).toContainText("不能在这里修改或作废");
  await page.locator(".invoice-replace").getByRole("button", { name: "联系客服" }).click();
  await expect(page.locator("#help")).toContainText("400-000-0000");
});

test("the list and its heading stay while invoices come and change", async ({ page }) => {
  await openAs(page, CUSTOMER.advanced);
  const heading = await page.locator("#invoice-list").elementHandle();
  await request(page, FIRST);
  await answer(page, "演示：税务平台开票成功").click();
  await expect(rows(page)).toContainText("已开具");
  await page.getByText("发票有误，需要更换？").click();
  await request(page, SECOND);
  expect(await heading.evaluate((element) => element.isConnected)).toBe(true);
  await expect(rows(page).nth(1).locator(".invoice-replace")).toHaveAttribute("open", "");
});

test("a title is there the next time, fills everything in, and can be forgotten", async ({ page }) => {
  await openAs(page, CUSTOMER.advanced);
  await request(page, FIRST);
  // What comes next begins anew, and nothing of it is wrong yet.
  await expect(page.locator("#invoice-name")).toHaveValue("");
  await expect(page.locator("#invoice-name-error")).toBeEmpty();
  await answer(page, "演示：税务平台开票成功").click();
  const take = page.getByRole("button", { name: `使用抬头：${COMPANY.name}` });
  await take.click();
  await page.locator("#invoice-special").check();
  for (const [field, text] of Object.entries(COMPANY)) await expect(page.locator(`#invoice-${field}`)).toHaveValue(text);
  await page.getByRole("button", { name: `删除常用抬头：${COMPANY.name}` }).click();
  await expect(take).toHaveCount(0);
  await page.reload();
  await ready(page);
  await expect(take).toHaveCount(0);
  await expect(rows(page)).toContainText(COMPANY.name);
});
