// The cashier: the code to scan, the transfer, what fails, comes late or is another amount; and binding.
import { expect, test } from "./test.mjs";
import jsQR from "jsqr";
import { PNG } from "pngjs";
import {
  CUSTOMER, HINDERED, acceptTerms, become, buyAsPerson, forward, open, orderNumber, payButton, placeOrder, ready,
  submitButton,
} from "./shop.mjs";

const ADVANCED = "edition=advanced&term=1";
const state = (page) => page.locator(".order-state");

/** What a phone reads from the code on the screen; nothing where it can read none. */
async function scanned(page) {
  const { data, width, height } = PNG.sync.read(await page.locator(".scan-code").screenshot());
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}

const account = async (page) => {
  await open(page, "/account");
  return page.locator(".edition-name");
};

test.describe("an enterprise", () => {
  test.beforeEach(async ({ page }) => {
    await open(page, "/pricing");
    await become(page, CUSTOMER.experience);
  });

  test("a code to scan ends after five minutes, can be had anew, and the order is paid", async ({ page }) => {
    await placeOrder(page, ADVANCED);
    await expect(page.locator(".capitals")).toHaveText("人民币叁仟陆佰伍拾元整");
    const first = await scanned(page);
    expect(first).toMatch(new RegExp(`/${orderNumber(page)}\\?issued=\\d+$`));
    await forward(page, "快进 5 分钟");
    await expect(page.locator(".scan")).toContainText("二维码已失效");
    await page.getByRole("button", { name: "刷新二维码" }).click();
    await expect(page.locator(".scan")).toContainText("秒后失效");
    const next = await scanned(page);
    expect(next).toMatch(new RegExp(`/${orderNumber(page)}\\?issued=`));
    expect(next).not.toBe(first);
    await payButton(page).click();
    await expect(page.locator(".countdown")).toBeVisible();
    await expect(await account(page)).toHaveText("高级版");
  });

  test("ORD-2: a transfer has ten days, takes a proof, and counts once it is confirmed", async ({ page }) => {
    await placeOrder(page, ADVANCED);
    await page.locator("label[for=pay-transfer]").click();
    await expect(page.locator("#transfer-amount")).toHaveValue("¥3,650.00");
    await expect(page.locator(".cashier-expiry")).toContainText(/10 天 0 小时|9 天 23 小时/);
    await page.locator("#transfer-proof").setInputFiles({ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
    await expect(page.locator("#transfer-proof-problem")).toContainText("只支持 PNG、JPEG 或 PDF");
    await page.locator("#transfer-proof").setInputFiles({ name: "large.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(5 * 1024 * 1024 + 1) });
    await expect(page.locator("#transfer-proof-problem")).toContainText("超过 5 MB");
    await page.locator("#transfer-proof").setInputFiles({ name: "proof.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(2048) });
    await expect(page.locator(".proof")).toContainText("已上传 proof.pdf（2 KB）");
    await forward(page, "快进 1 天", 2);
    await page.reload();
    await ready(page);
    await expect(page.locator(".proof")).toContainText("已上传 proof.pdf（2 KB）");
    await page.getByRole("button", { name: "金额一致，确认到账" }).click();
    await expect(page.locator(".countdown")).toBeVisible();
    await expect(await account(page)).toHaveText("高级版");
  });

  test("ORD-6: another amount is held, and the operator delivers", async ({ page }) => {
    await placeOrder(page, ADVANCED);
    await page.getByRole("button", { name: "实付金额不符" }).click();
    await expect(page.locator(".payments")).toContainText("¥3,649.00");
    await expect(page.locator(".order-status")).toContainText("款项不会丢失");
    await expect(await account(page)).toHaveText("体验版");
    await page.goBack();
    await ready(page);
    await page.getByRole("button", { name: "按订单发货" }).click();
    await expect(page.locator(".countdown")).toBeVisible();
    await expect(await account(page)).toHaveText("高级版");
  });

  test("ORD-6: money for a cancelled order is held, and returned when the operator closes it", async ({ page }) => {
    await placeOrder(page, ADVANCED);
    await page.getByRole("button", { name: "取消订单" }).click();
    await page.getByRole("button", { name: "款项到账" }).click();
    await expect(page.locator(".payments")).toContainText("¥3,650.00");
    await page.getByRole("button", { name: "退回款项并关闭" }).click();
    await expect(state(page)).toContainText("已关闭");
    await expect(await account(page)).toHaveText("体验版");
  });

  test("ORD-2: an order expires after a day, and money that comes then is held", async ({ page }) => {
    await placeOrder(page, ADVANCED);
    await forward(page, "快进 1 天");
    await expect(state(page)).toContainText("已过期");
    await page.getByRole("button", { name: "款项到账" }).click();
    await expect(page.locator(".payments")).toContainText("¥3,650.00");
  });

  test("a payment that failed is still said after a reload", { tag: "@http" }, async ({ page }) => {
    await placeOrder(page, ADVANCED);
    await page.getByRole("button", { name: "支付失败" }).click();
    await expect(page.locator(".cashier .notice-warning")).toContainText("没有成功，没有扣款");
    await page.reload();
    await ready(page);
    await expect(page.locator(".cashier .notice-warning")).toContainText("没有成功，没有扣款");
  });
});

test.describe("a person in the personal mini-program, on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  const PERSONAL = "/checkout?edition=advanced&term=1&packs=contract_pack:1000x1&channel=personal_mini_program";

  const enterprise = (page, name) => page.locator(".enterprises > li", { hasText: name });

  test("BIND-1: name and phone come first, and what is typed survives an error and a reload", async ({ page }) => {
    await open(page, PERSONAL);
    await become(page, HINDERED.buyer);
    await page.locator("#enterprise-name").fill("青禾");
    await acceptTerms(page);
    await submitButton(page).click();
    await expect(page.locator(".notice-danger")).toContainText("BIND-1");
    await expect(page.locator("#enterprise-name")).toHaveValue("青禾");
    await page.reload();
    await ready(page);
    await expect(page.locator("#enterprise-name")).toHaveValue("青禾");
    await expect(page.locator("#accept-terms")).not.toBeChecked();
  });

  test("CH-1, CH-5: without the pack the edition is refused, and the way out adds one", async ({ page }) => {
    await open(page, "/checkout?edition=advanced&term=1&channel=personal_mini_program");
    await become(page, HINDERED.buyer);
    await expect(page.locator(".refusal")).toContainText("CH-1");
    await page.locator(".refusal").getByRole("link", { name: /改为/ }).click();
    await page.waitForURL("**packs=contract_pack:1000x1**");
    await expect(page.locator("#enterprise-name")).toBeVisible();
  });

  test("BIND-2, BIND-5: the order waits and says what is gone, is bound, and is delivered", async ({ page }) => {
    await buyAsPerson(page, CUSTOMER.experience);
    await forward(page, "快进 30 天");
    await expect(page.locator(".order-status")).toContainText("30");
    await enterprise(page, CUSTOMER.experience).getByRole("button", { name: "绑定到这家企业" }).click();
    await page.getByRole("button", { name: "再想想" }).click();
    await enterprise(page, CUSTOMER.experience).getByRole("button", { name: "绑定到这家企业" }).click();
    await page.getByRole("button", { name: "确定绑定" }).click();
    await expect(page.locator(".countdown")).toBeVisible();
    await become(page, CUSTOMER.experience);
    await expect(await account(page)).toHaveText("高级版");
    await expect(page.locator(".order-row")).toHaveCount(1);
  });

  test("BIND-3, BIND-4: another name is warned about, a higher edition and a missing certificate refused", async ({ page }) => {
    await buyAsPerson(page, "另一家样例公司");
    await expect(enterprise(page, CUSTOMER.professional)).toContainText("ED-7");
    await expect(enterprise(page, HINDERED.uncertified)).toContainText("BIND-3");
    await expect(enterprise(page, CUSTOMER.advanced)).toContainText("购买时填写的是“另一家样例公司”");
    await enterprise(page, CUSTOMER.advanced).getByRole("button", { name: "名称不同，仍要绑定" }).click();
    await page.getByRole("button", { name: "确定绑定" }).click();
    await expect(page.locator(".countdown")).toBeVisible();
  });
});
