// Who asks for invoices and who does not, and where (INV-5, ROLE-5, CH-8, BUY-4).
import { expect, test } from "./test.mjs";
import {
  FIRST, COMPANY, box, submit, rows, refusal, answer, openAs, reviewSpecial, request, download, issue, unlock,
} from "./invoice-form.mjs";
import { CUSTOMER, FEE_MANAGER, HINDERED, become, forward, open, verifyPhone } from "./shop.mjs";

test("INV-5: a fee manager invoices amounts without a way into the orders, and the file tells no more", { tag: "@http" }, async ({ page }) => {
  await openAs(page, FEE_MANAGER);
  await expect(page.locator(".invoice-orders")).toContainText("¥3,650.00");
  await expect(page.locator(".invoice-orders a")).toHaveCount(0);
  await unlock(page);
  await request(page, FIRST);
  await issue(page);
  await expect(rows(page).locator("a")).toHaveCount(0);
  const text = await download(page);
  expect(text).toContain(FIRST);
  expect(text).toContain("¥3,650.00");
  expect(text).not.toContain("高级版");
});

test.describe("who may not", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  /** Opens the help of a refusal, copies what it offers, and gives its link. */
  async function copiedLink(page, rule, button) {
    await refusal(page, rule).getByRole("button", { name: button }).click();
    const help = page.locator("#help");
    await help.getByRole("button", { name: "复制" }).click();
    await expect(help.getByRole("button", { name: "已复制" })).toBeVisible();
    return (await page.evaluate(() => navigator.clipboard.readText())).match(/http\S+/)[0];
  }

  test("ROLE-5: an employee asks an administrator, who invoices the same order", async ({ page }) => {
    await openAs(page, HINDERED.employee, `/invoices?order=${FIRST}`);
    await expect(page.locator(".invoice-form")).toHaveCount(0);
    const link = await copiedLink(page, "ROLE-5", "请管理员操作");
    await page.keyboard.press("Escape");
    await become(page, CUSTOMER.advanced);
    await open(page, link);
    await expect(box(page, FIRST)).toBeChecked();
  });

  test("ROLE-5: a legal representative is told who can", async ({ page }) => {
    await openAs(page, CUSTOMER.professional);
    await expect(refusal(page, "ROLE-5")).toContainText("超级管理员或有费用管理权限的员工");
    await expect(page.locator(".invoice-form")).toHaveCount(0);
    await expect(page.locator("#invoice-list")).toBeVisible();
  });

  test("CH-8: the mini-program hands it to the web with the order, or to customer service", async ({ page }) => {
    await openAs(page, CUSTOMER.advanced, `/invoices?order=${FIRST}&channel=mini_program`);
    await expect(page.locator(".invoice-form")).toHaveCount(0);
    await expect(refusal(page, "CH-8").getByRole("button", { name: "联系客服" })).toBeVisible();
    const link = await copiedLink(page, "CH-8", "前往网页端");
    expect(link).not.toContain("channel=");
    await open(page, link);
    await expect(box(page, FIRST)).toBeChecked();
  });

  test("CH-8: an issued invoice is listed in the mini-program, and its file is had on the web", async ({ page }) => {
    await openAs(page, CUSTOMER.advanced);
    await request(page, FIRST);
    await answer(page, "演示：税务平台开票成功").click();
    await expect(rows(page)).toContainText("已开具");
    await open(page, "/invoices?channel=mini_program");
    await expect(rows(page)).toContainText("已开具");
    await expect(rows(page)).not.toContainText(COMPANY.name);
    await expect(page.getByRole("button", { name: "下载发票" })).toHaveCount(0);
  });

  test("INV-3: a person who buys alone is told that the enterprise asks for invoices", async ({ page }) => {
    await openAs(page, HINDERED.buyer);
    await expect(refusal(page, "INV-3")).toContainText("个人账户不开发票");
    await expect(page.locator(".invoice-form")).toHaveCount(0);
  });

  test("CH-8: the personal mini-program says no, and leads to the web", async ({ page }) => {
    await openAs(page, CUSTOMER.advanced, "/invoices?channel=personal_mini_program");
    await expect(refusal(page, "CH-8").getByRole("button", { name: "前往网页端" })).toBeVisible();
    await expect(page.locator(".invoice-form")).toHaveCount(0);
    await expect(page.locator("#invoice-list")).toHaveCount(0);
  });
});

test("BUY-4: half an hour later the phone is verified again, and what was typed is still there", async ({ page }) => {
  await openAs(page, CUSTOMER.advanced);
  await reviewSpecial(page, FIRST);
  await forward(page, "快进 5 分钟", 6);
  await expect(refusal(page, "BUY-4").first()).toBeVisible();
  await expect(submit(page)).toHaveCount(0);
  await page.locator(".invoices-barrier").getByRole("button", { name: "验证安全手机" }).click();
  await verifyPhone(page);
  await expect(refusal(page, "BUY-4")).toHaveCount(0);
  await submit(page).click();
  await expect(rows(page)).toContainText("开票中");
});

test("a visitor signs in and goes on with the order of the address", async ({ page }) => {
  await open(page, `/invoices?order=${FIRST}`);
  await expect(page.locator("main")).toContainText("登录后可以申请和下载发票");
  await become(page, CUSTOMER.advanced);
  await expect(box(page, FIRST)).toBeChecked();
});
