// Every form on a small phone and by keyboard alone: nothing is wider than the screen, and the focus is never lost.
import { expect, test } from "@playwright/test";
import { CUSTOMER, HINDERED, become, expectNoSideways, forward, open, pressUntil } from "./shop.mjs";

test.use({ viewport: { width: 390, height: 844 }, permissions: ["clipboard-read", "clipboard-write"] });

const state = (page) => page.locator(".order-state");

/** Reaches an element with Tab, and presses it. */
async function press(page, locator, key = "Enter") {
  await pressUntil(page, "Tab", locator);
  await page.keyboard.press(key);
}

/** Sends a code to the phone in the open popover and types it. */
async function typeCode(page) {
  const popover = page.locator("#security-phone");
  await expectNoSideways(page);
  await press(page, popover.getByRole("button", { name: "发送验证码" }));
  await expect(page.locator("#phone-code")).toBeFocused();
  await expectNoSideways(page);
  const code = (await popover.locator(".message").innerText()).match(/\d{6}/)[0];
  await page.keyboard.type(code);
  await expect(popover).toBeHidden();
}

/** Accepts the terms and submits. */
async function submit(page) {
  await press(page, page.locator("#accept-terms"), "Space");
  await press(page, page.locator(".checkout-side .button-primary"));
  await page.waitForURL("**/orders/*");
  await expectNoSideways(page);
}

test("add-ons: packs are counted and an integration is chosen", async ({ page }) => {
  await open(page, "/add-ons");
  await become(page, CUSTOMER.professional);
  await page.keyboard.press("Escape");
  await expectNoSideways(page);
  await press(page, page.getByRole("button", { name: "增加一包：10 份报告" }));
  await expect(page.getByRole("button", { name: "增加一包：10 份报告" })).toBeFocused();
  await pressUntil(page, "Tab", page.locator("input[name^=integration]:checked"));
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/integrations=app_integration:1/);
  await expectNoSideways(page);
  await press(page, page.getByRole("link", { name: "去结算" }));
  await page.waitForURL("**/checkout?**");
  await expect(page.locator("h1")).toBeFocused();
  await expectNoSideways(page);
  await submit(page);
  await press(page, page.locator(".cashier .button-primary"));
  await expect(state(page)).toBeFocused();
});

test("the security phone: the code is sent, typed, and the purchase goes on", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1");
  await become(page, CUSTOMER.experience);
  await page.keyboard.press("Escape");
  await forward(page, "快进 5 分钟", 6);
  await page.locator("main h1").focus();
  await press(page, page.locator(".refusal").getByRole("button", { name: "验证安全手机" }));
  await typeCode(page);
  await expect(page.locator("#accept-terms")).toBeFocused();
  await page.keyboard.press("Space");
  await press(page, page.locator(".checkout-side .button-primary"));
  await page.waitForURL("**/orders/*");
});

test("a transfer: details are copied, a proof is chosen, and it is confirmed", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1");
  await become(page, CUSTOMER.experience);
  await page.keyboard.press("Escape");
  await submit(page);
  await pressUntil(page, "Tab", page.locator("#pay-online"));
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("#transfer-reference")).toBeVisible();
  await expect(page.locator("#pay-transfer")).toBeFocused();
  await expectNoSideways(page);
  await press(page, page.locator(".copy-field", { has: page.locator("#transfer-amount") }).getByRole("button"));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("3650.00");
  await page.locator("#transfer-account").focus();
  await press(page, page.locator(".copy-field", { has: page.locator("#transfer-account") }).getByRole("button"));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("7550000000000001");
  await pressUntil(page, "Tab", page.locator("#transfer-proof"));
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  await (await chooser).setFiles({ name: "凭证.png", mimeType: "image/png", buffer: Buffer.alloc(1024) });
  await expect(page.locator(".proof")).toContainText("已上传 凭证.png（1 KB）");
  await expectNoSideways(page);
  await press(page, page.getByRole("button", { name: "金额一致，确认到账" }));
  await expect(page.locator(".countdown")).toBeVisible();
  await expect(state(page)).toBeFocused();
});

test("a person's purchase and its binding", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1&packs=contract_pack:1000x1&channel=personal_mini_program");
  await become(page, HINDERED.buyer);
  await page.keyboard.press("Escape");
  await expectNoSideways(page);
  await pressUntil(page, "Tab", page.locator("#enterprise-name"));
  await page.keyboard.press("Tab");
  await expect(page.locator("#enterprise-name-error")).toHaveText("");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type(CUSTOMER.experience);
  await press(page, page.getByRole("button", { name: "验证手机号" }));
  await typeCode(page);
  await submit(page);
  await press(page, page.locator(".cashier .button-primary"));
  await expect(page.locator(".binding-title")).toBeVisible();
  await expect(state(page)).toBeFocused();
  await expectNoSideways(page);
  const enterprise = page.locator(".enterprises > li", { hasText: CUSTOMER.experience });
  await press(page, enterprise.getByRole("button", { name: "绑定到这家企业" }));
  await expect(enterprise.getByRole("button", { name: "确定绑定" })).toBeFocused();
  await press(page, enterprise.getByRole("button", { name: "再想想" }));
  await expect(enterprise.getByRole("button", { name: "绑定到这家企业" })).toBeFocused();
  await page.keyboard.press("Enter");
  await press(page, enterprise.getByRole("button", { name: "确定绑定" }));
  await expect(page.locator(".countdown")).toBeVisible();
  await expect(state(page)).toBeFocused();
});

test("the way out of a refusal: the link is copied, and Escape gives the focus back", async ({ page }) => {
  await open(page, "/checkout?edition=flagship&term=1&channel=mini_program");
  await become(page, CUSTOMER.advanced);
  await page.keyboard.press("Escape");
  const way = page.locator(".refusal").getByRole("button", { name: "前往网页端" });
  await press(page, way);
  await expect(page.locator("#help")).toBeVisible();
  await expectNoSideways(page);
  await press(page, page.locator("#help").getByRole("button", { name: "复制" }));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/checkout\?edition=flagship&term=1$/);
  await page.keyboard.press("Escape");
  await expect(page.locator("#help")).toBeHidden();
  await expect(way).toBeFocused();
});

test("a way out that leads to another basket gives the focus to the summary that it changed", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1");
  await become(page, CUSTOMER.professional);
  await page.keyboard.press("Escape");
  await press(page, page.locator(".refusal").getByRole("link", { name: "选择专业版" }));
  await page.waitForURL("**/checkout?edition=professional&term=1");
  await expect(page.locator("#summary-title")).toBeFocused();
});

test("the arrow keys that end in no edition keep the form, and the way back from there", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1");
  await become(page, CUSTOMER.experience);
  await page.keyboard.press("Escape");
  await pressUntil(page, "Tab", page.locator("#edition-advanced"));
  await page.keyboard.press("ArrowUp");
  await expect(page.locator("#edition-none")).toBeFocused();
  await expect(page.locator(".summary")).toContainText("还没有选择要购买的内容");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("#edition-advanced")).toBeFocused();
  await expect(page.locator(".summary .total-amount")).toHaveText("¥3,650.00");
});

test("a code that is typed to its end and sent with Enter as well is one try, and leaves room for the next", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1");
  await become(page, CUSTOMER.experience);
  await page.keyboard.press("Escape");
  await forward(page, "快进 5 分钟", 6);
  await page.locator(".refusal").getByRole("button", { name: "验证安全手机" }).click();
  await page.getByRole("button", { name: "发送验证码" }).click();
  await expect(page.locator("#phone-code")).toBeFocused();
  const code = (await page.locator("#security-phone .message").innerText()).match(/\d{6}/)[0];
  await page.keyboard.type(code === "111111" ? "222222" : "111111");
  await page.keyboard.press("Enter");
  await expect(page.locator("#phone-code-problem")).toContainText("还可以再试 4 次");
  await expect(page.locator("#phone-code")).toHaveValue("");
  await page.keyboard.type(code);
  await expect(page.locator("#security-phone")).toBeHidden();
});

test("a mistake that is made in the form leads to its field", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1&packs=contract_pack:1000x1&channel=personal_mini_program");
  await become(page, HINDERED.buyer);
  await page.keyboard.press("Escape");
  await press(page, page.locator(".checkout-side .button-primary"));
  await expect(page.locator("#enterprise-name-error")).toHaveText("请填写企业名称。");
  await press(page, page.getByRole("button", { name: "填写企业名称" }));
  await expect(page.locator("#enterprise-name")).toBeFocused();
  await page.keyboard.type("样例公司");
  // What was said of the empty name no longer holds.
  await expect(page.locator(".notice-danger")).toHaveCount(0);
});

test("money that is held is decided about, and a late payment told", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1");
  await become(page, CUSTOMER.experience);
  await page.keyboard.press("Escape");
  await submit(page);
  await press(page, page.getByRole("button", { name: "取消订单" }));
  await expect(state(page)).toBeFocused();
  await press(page, page.getByRole("button", { name: "款项到账" }));
  await expect(page.locator(".payments")).toBeVisible();
  await expect(state(page)).toBeFocused();
  await expectNoSideways(page);
  await press(page, page.getByRole("button", { name: "退回款项并关闭" }));
  await expect(state(page)).toContainText("已关闭");
  await expect(state(page)).toBeFocused();
});
