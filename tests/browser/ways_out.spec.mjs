// Refusals, each seen on screen with its rule, and each way out followed to its end (RULES §5, BUY-2 … BUY-4, ROLE-3).
import { expect, test } from "@playwright/test";
import {
  CUSTOMER, HINDERED, acceptTerms, become, buy, forward, open, payAndReceive, ready, submitButton, submitOrder,
  verifyPhone,
} from "./shop.mjs";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const refusal = (page, rule) => page.locator(".refusal > li", { hasText: rule });

/** Opens the help of a refusal, copies its link, and gives it. */
async function copiedLink(page, rule, button) {
  await refusal(page, rule).getByRole("button", { name: button }).first().click();
  const help = page.locator("#help");
  await expect(help).toBeVisible();
  await help.getByRole("button", { name: "复制" }).click();
  await expect(help.getByRole("button", { name: "已复制" })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

test("CH-2: in the mini-program professional is talked about with sales, with a link to the very basket", async ({ page }) => {
  await open(page, "/checkout?edition=professional&term=2&channel=mini_program");
  await become(page, CUSTOMER.experience);
  const link = await copiedLink(page, "CH-2", "联系销售");
  await expect(page.locator("#help")).toContainText("400-000-0000");
  expect(link).toMatch(/\/checkout\?edition=professional&term=2$/);
  await open(page, link);
  await buy(page);
  await expect(page.locator(".edition-name")).toHaveText("专业版");
});

test("CH-3: a renewal of professional is handed over to the web with its basket", async ({ page }) => {
  await open(page, "/checkout?edition=professional&term=1&channel=mini_program");
  await become(page, CUSTOMER.professional);
  const before = await page.evaluate(() => location.href);
  const link = await copiedLink(page, "CH-3", "前往网页端");
  expect(new URL(before).searchParams.get("channel")).toBe("mini_program");
  await open(page, link);
  await buy(page);
  await expect(page.locator(".edition-panel strong")).toContainText("2027年12月");
});

test("CH-4: an upgrade is handed over to the web", async ({ page }) => {
  await open(page, "/checkout?edition=flagship&term=1&channel=mini_program");
  await become(page, CUSTOMER.advanced);
  await open(page, await copiedLink(page, "CH-4", "前往网页端"));
  await buy(page);
  await expect(page.locator(".edition-name")).toHaveText("旗舰版");
});

test("CH-6: an integration is handed over to the web", async ({ page }) => {
  await open(page, "/checkout?integrations=app_integration:1&channel=mini_program");
  await become(page, CUSTOMER.professional);
  await open(page, await copiedLink(page, "CH-6", "前往网页端"));
  await buy(page);
  await expect(page.locator(".order-row")).toHaveCount(2);
});

test("CH-1, CH-10: the mini-program sells advanced and is paid in the app that it runs in", async ({ page }) => {
  await open(page, "/pricing?channel=mini_program");
  await become(page, CUSTOMER.experience);
  await page.getByRole("link", { name: "购买高级版" }).click();
  await page.waitForURL("**/checkout?edition=advanced&term=1&channel=mini_program");
  await acceptTerms(page);
  await submitButton(page).click();
  await page.waitForURL("**/orders/*?channel=mini_program");
  await expect(page.locator(".cashier")).toContainText("在当前应用中完成付款");
  await expect(page.locator(".qr-code")).toHaveCount(0);
  await expect(page.locator("#pay-transfer")).toHaveCount(0);
  await payAndReceive(page);
  await page.getByRole("link", { name: "企业权益", exact: true }).click();
  await page.waitForURL("**/account?channel=mini_program");
  await expect(page.locator(".edition-name")).toHaveText("高级版");
});

test("ROLE-3: an employee copies a message, and an administrator buys from its link", async ({ page }) => {
  await open(page, "/checkout?packs=contract_pack:1000x2");
  await become(page, HINDERED.employee);
  const message = await copiedLink(page, "ROLE-3", "请管理员操作");
  const link = message.match(/http\S+/)[0];
  await become(page, CUSTOMER.advanced);
  await open(page, link);
  await buy(page);
  await expect(page.locator(".order-row")).toHaveCount(3);
});

test("BUY-3: an enterprise that is not activated is told the steps, and buys once it is", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1");
  await become(page, HINDERED.notActivated);
  await refusal(page, "BUY-3").getByRole("button", { name: "去激活企业" }).click();
  await expect(page.locator("#help")).toContainText("验证安全手机");
  await page.getByRole("button", { name: "演示：已在网页端激活" }).click();
  await buy(page);
  await expect(page.locator(".edition-name")).toHaveText("高级版");
});

test("BUY-2: an enterprise that is not certified buys once it is", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1");
  await become(page, HINDERED.uncertified);
  await refusal(page, "BUY-2").getByRole("button", { name: "去完成企业认证" }).click();
  await page.getByRole("button", { name: "演示：认证已通过" }).click();
  await buy(page);
  await expect(page.locator(".edition-name")).toHaveText("高级版");
});

test("CH-11: who is not certified can buy as a person, with the same basket", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1&packs=contract_pack:1000x1");
  await become(page, HINDERED.uncertified);
  const link = await copiedLink(page, "BUY-2", "先以个人名义购买");
  expect(link).toContain("channel=personal_mini_program");
  await open(page, link);
  await become(page, HINDERED.buyer);
  await expect(page.locator(".summary .total-amount")).toHaveText("¥6,450.00");
  await page.getByRole("button", { name: "验证手机号" }).click();
  await verifyPhone(page);
  await page.locator("#enterprise-name").fill(HINDERED.uncertified);
  await submitOrder(page);
  await expect(page.locator(".cashier .total-amount")).toHaveText("¥6,450.00");
  await expect(page.locator(".facts")).toContainText(HINDERED.uncertified);
});

test("BUY-4: the code that the phone gets counts for half an hour, and says until when", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1");
  await become(page, CUSTOMER.experience);
  await forward(page, "快进 5 分钟", 6);
  await refusal(page, "BUY-4").getByRole("button", { name: "验证安全手机" }).click();
  await page.getByRole("button", { name: "发送验证码" }).click();
  await expect(page.getByRole("button", { name: /秒后可重新发送/ })).toHaveAttribute("aria-disabled", "true");
  await page.locator("#phone-code").fill("12");
  await page.getByRole("button", { name: "验证", exact: true }).click();
  await expect(page.locator("#phone-code-problem")).toHaveText("请输入 6 位数字验证码。");
  const code = (await page.locator(".message").innerText()).match(/\d{6}/)[0];
  const wrong = code === "000000" ? "000001" : "000000";
  for (const left of [4, 3, 2, 1]) {
    await page.locator("#phone-code").fill(wrong);
    await expect(page.locator("#phone-code-problem")).toHaveText(`验证码不正确，还可以再试 ${left} 次。`);
    await page.locator("#phone-code").fill("");
  }
  await page.locator("#phone-code").fill(wrong);
  await expect(page.locator("#phone-code-problem")).toHaveText("验证码已失效，请重新发送。");
  await page.keyboard.press("Escape");
  await forward(page, "快进 5 分钟");
  await refusal(page, "BUY-4").getByRole("button", { name: "验证安全手机" }).click();
  await page.getByRole("button", { name: "重新发送" }).click();
  await expect(page.locator(".message")).not.toContainText(code);
  const next = (await page.locator(".message").innerText()).match(/\d{6}/)[0];
  await page.locator("#phone-code").fill(` ${next.slice(0, 3)} ${next.slice(3)} `);
  await expect(page.locator("#security-phone")).toBeHidden();
  await buy(page);
  await expect(page.locator(".edition-name")).toHaveText("高级版");
});

test("BUY-12: an open edition order is paid, or cancelled, from where it stands in the way", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1");
  await become(page, CUSTOMER.experience);
  await submitOrder(page);
  await open(page, "/checkout?edition=professional&term=1");
  await refusal(page, "BUY-12").getByRole("button", { name: "取消该订单" }).click();
  await buy(page);
  await expect(page.locator(".edition-name")).toHaveText("专业版");
});

test("ED-7: no way leads down, and the edition in force is offered instead", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1");
  await become(page, CUSTOMER.professional);
  await refusal(page, "ED-7").getByRole("link", { name: "选择专业版" }).click();
  await page.waitForURL("**/checkout?edition=professional&term=1");
  await buy(page);
  await expect(page.locator(".edition-name")).toHaveText("专业版");
});

test("BUY-10, example 5: a term that the credit exceeds says so beside the terms, and two years can be had", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=3");
  await become(page, CUSTOMER.advanced);
  await buy(page);
  await open(page, "/checkout?edition=professional&term=1");
  await expect(page.locator(".refused-terms li")).toHaveCount(1);
  await expect(page.locator(".refused-terms")).toContainText("1 年");
  await refusal(page, "BUY-10").getByRole("link", { name: "改为 2 年" }).click();
  await page.waitForURL("**/checkout?edition=professional&term=2");
  await buy(page);
  await expect(page.locator(".edition-name")).toHaveText("专业版");
});

test("the channel stays through links, a reload and the way back", async ({ page }) => {
  await open(page, "/pricing?channel=mini_program");
  await page.getByRole("link", { name: "增值服务", exact: true }).click();
  await page.waitForURL("**/add-ons?channel=mini_program");
  await page.reload();
  await ready(page);
  await page.getByRole("button", { name: "增加一包：10 份报告" }).click();
  await expect(page).toHaveURL(/packs=signing_report:10x1&channel=mini_program/);
  await page.goBack();
  await expect(page).toHaveURL(/pricing\?channel=mini_program/);
});
