// What comes between an order and its money on a server, where nobody plays the operator: a transfer that is on its way, and
// money that is held.
import { CUSTOMER, become, open, payAndReceive, placeOrder, ready } from "./shop.mjs";
import { expect, test } from "./test.mjs";

const EDITION = "edition=advanced&term=1";
const proof = (page) => page.locator(".proof");
const file = (name, mimeType, size) => ({ name, mimeType, buffer: Buffer.alloc(size) });

test.describe("over HTTP", { tag: "@http" }, () => {
  test.beforeEach(async ({ page }) => {
    await open(page, "/pricing");
    await become(page, CUSTOMER.experience);
  });

  test("ORD-2: a transfer has ten days and takes a proof, and the order can still be paid at once", async ({ page }) => {
    await placeOrder(page, EDITION);
    await page.locator("label[for=pay-transfer]").click();
    await expect(page.locator("#transfer-amount")).toHaveValue("¥3,650.00");
    await expect(page.locator(".cashier-expiry")).toContainText(/10 天 0 小时|9 天 23 小时/);
    await page.locator("#transfer-proof").setInputFiles(file("note.txt", "text/plain", 1));
    await expect(page.locator("#transfer-proof-problem")).toContainText("只支持 PNG、JPEG 或 PDF");
    await page.locator("#transfer-proof").setInputFiles(file("proof.pdf", "application/pdf", 2048));
    await expect(proof(page)).toContainText("已上传 proof.pdf");
    await page.reload();
    await ready(page);
    await expect(proof(page)).toContainText("已上传 proof.pdf");
    await page.locator("label[for=pay-online]").click();
    await payAndReceive(page);
    await open(page, "/account");
    await expect(page.locator(".edition-name")).toHaveText("高级版");
  });

  test("ORD-6: another amount is held, is told with whom to call, and delivers nothing", async ({ page }) => {
    const order = await placeOrder(page, EDITION);
    await page.getByRole("button", { name: "实付金额不符" }).click();
    await expect(page.locator(".payments")).toContainText("¥3,649.00");
    await expect(page.locator(".order-status")).toContainText("款项不会丢失");
    await expect(page.locator(".simulation")).toHaveCount(0);
    await page.getByRole("button", { name: "联系客服" }).first().click();
    await expect(page.locator("#help")).toContainText("400-000-0000");
    await open(page, "/account");
    await expect(page.locator(".edition-name")).toHaveText("体验版");
    await open(page, `/orders/${order}`);
    await expect(page.locator(".payment-trail")).toContainText("因金额与订单不符而暂存");
  });
});
