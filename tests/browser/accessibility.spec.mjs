// axe on every page and state, in both colour schemes: a floor, not a proof.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import {
  BASKET, CUSTOMER, HINDERED, acceptTerms, become, forward, open, payButton, placeOrder, submitButton, verifyPhone,
} from "./shop.mjs";

// Nothing here depends on what came before it, and the file is the longest.
test.describe.configure({ mode: "parallel" });

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    const expectNothing = async (page) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
      expect(found).toEqual([]);
    };

    for (const path of [
      "/pricing", "/en/pricing", "/add-ons", "/en/add-ons?packs=signing_report:10x1", `/checkout?${BASKET}`, "/checkout",
      "/account", "/orders/none", "/nowhere",
    ]) {
      test(`a visitor at ${path}`, async ({ page }) => {
        await open(page, path);
        await expectNothing(page);
      });
    }

    test("the identity popover", async ({ page }) => {
      await open(page, "/pricing");
      await page.locator(".identity-button").click();
      await expectNothing(page);
    });

    for (const [name, customer] of Object.entries(CUSTOMER)) {
      test(`pages of the customer on ${name}`, async ({ page }) => {
        await open(page, "/pricing");
        await become(page, customer);
        await expectNothing(page);
        await open(page, "/account");
        await expectNothing(page);
        await open(page, "/checkout?edition=professional&term=1");
        await expectNothing(page);
      });
    }

    test("an order from an error to its delivery", async ({ page }) => {
      await open(page, "/pricing");
      await become(page, CUSTOMER.experience);
      await open(page, `/checkout?${BASKET}`);
      await submitButton(page).click();
      await expect(page.locator(".notice-danger")).toBeVisible();
      await expectNothing(page);
      await placeOrder(page);
      await page.getByRole("button", { name: "支付失败" }).click();
      await expect(page.locator(".cashier .notice")).toBeVisible();
      await expectNothing(page);
      await payButton(page).click();
      await expect(page.locator(".countdown")).toBeVisible();
      await expectNothing(page);
      await page.locator(".order-status button").click();
      await expect(page.locator(".order-state")).toContainText("已发货");
      await expectNothing(page);
    });

    test("add-ons with a warning, and terms that cannot be chosen", async ({ page }) => {
      await open(page, "/pricing");
      await become(page, CUSTOMER.professional);
      await open(page, "/add-ons?integrations=app_integration:1");
      await expect(page.locator(".notice-warning")).toBeVisible();
      await expectNothing(page);
    });

    test("the popovers that lead out of a refusal", async ({ page }) => {
      await open(page, "/checkout?edition=professional&term=1&channel=mini_program");
      for (const [customer, button] of [
        [CUSTOMER.experience, "联系销售"], [CUSTOMER.advanced, "前往网页端"], [HINDERED.employee, "请管理员操作"],
        [HINDERED.uncertified, "去完成企业认证"], [HINDERED.notActivated, "联系销售"],
      ]) {
        await become(page, customer);
        await page.locator(".refusal").getByRole("button", { name: button }).first().click();
        await expect(page.locator("#help")).toBeVisible();
        await expectNothing(page);
        await page.keyboard.press("Escape");
      }
    });

    test("the popovers of the web", async ({ page }) => {
      await open(page, "/checkout?edition=advanced&term=1&packs=contract_pack:1000x1");
      for (const [customer, button] of [[HINDERED.notActivated, "去激活企业"], [HINDERED.uncertified, "先以个人名义购买"]]) {
        await become(page, customer);
        await page.locator(".refusal").getByRole("button", { name: button }).first().click();
        await expect(page.locator("#help")).toBeVisible();
        await expectNothing(page);
        await page.keyboard.press("Escape");
      }
    });

    test("terms that cannot be chosen, an add-on that is refused, and a basket that is empty", async ({ page }) => {
      await open(page, "/pricing");
      await become(page, CUSTOMER.advanced);
      await placeOrder(page, "edition=advanced&term=3");
      await payButton(page).click();
      await expect(page.locator(".countdown")).toBeVisible();
      await open(page, "/checkout?edition=professional&term=1");
      await expect(page.locator(".refused-terms li")).toHaveCount(1);
      await expectNothing(page);
      await page.locator("label[for=edition-none]").click();
      await expect(page.locator(".summary .refusal")).toBeVisible();
      await expectNothing(page);
      await open(page, "/add-ons");
      await expect(page.locator("#app_integration .refusal")).toBeVisible();
      await expectNothing(page);
    });

    test("a code that is over, a proof that is not taken, an order that has expired, and customer service", async ({ page }) => {
      await open(page, "/pricing");
      await become(page, CUSTOMER.experience);
      await placeOrder(page, "edition=advanced&term=1");
      await forward(page, "快进 5 分钟");
      await expect(page.locator(".scan")).toContainText("二维码已失效");
      await expectNothing(page);
      await page.locator("label[for=pay-transfer]").click();
      const file = { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("x") };
      await page.locator("#transfer-proof").setInputFiles(file);
      await expect(page.locator("#transfer-proof-problem")).not.toBeEmpty();
      await expectNothing(page);
      await forward(page, "快进 1 天", 10);
      await expect(page.locator(".order-state")).toContainText("已过期");
      await expectNothing(page);
      await page.getByRole("button", { name: "款项到账" }).click();
      await page.getByRole("button", { name: "联系客服" }).click();
      await expect(page.locator("#help")).toBeVisible();
      await expectNothing(page);
    });

    test("the cashier of a mini-program", async ({ page }) => {
      await open(page, "/pricing?channel=mini_program");
      await become(page, CUSTOMER.experience);
      await placeOrder(page, "edition=advanced&term=1&channel=mini_program");
      await expectNothing(page);
    });

    test("the code for a phone, and a wrong one", async ({ page }) => {
      await open(page, "/checkout?edition=advanced&term=1&packs=contract_pack:1000x1&channel=personal_mini_program");
      await become(page, HINDERED.buyer);
      await page.getByRole("button", { name: "验证手机号" }).click();
      await page.getByRole("button", { name: "发送验证码" }).click();
      await page.locator("#phone-code").fill("000000");
      await expect(page.locator("#phone-code-problem")).toContainText("还可以再试");
      await expectNothing(page);
    });

    test("a transfer, and money that is held", async ({ page }) => {
      await open(page, "/pricing");
      await become(page, CUSTOMER.experience);
      await placeOrder(page, "edition=advanced&term=1");
      await page.locator("label[for=pay-transfer]").click();
      await expect(page.locator("#transfer-reference")).toBeVisible();
      await expectNothing(page);
      await page.getByRole("button", { name: "到账少 1 元" }).click();
      await expect(page.locator(".payments")).toBeVisible();
      await expectNothing(page);
    });

    test("an order that waits, its binding, and a name that is missing", async ({ page }) => {
      await open(page, "/checkout?edition=advanced&term=1&packs=contract_pack:1000x1&channel=personal_mini_program");
      await become(page, HINDERED.buyer);
      await page.getByRole("button", { name: "验证手机号" }).click();
      await verifyPhone(page);
      const name = page.locator("#enterprise-name");
      await submitButton(page).click();
      await expect(page.locator("#enterprise-name-error")).not.toBeEmpty();
      await expectNothing(page);
      await name.fill(CUSTOMER.experience);
      await acceptTerms(page);
      await submitButton(page).click();
      await page.waitForURL("**/orders/*");
      await expectNothing(page);
      await payButton(page).click();
      await expect(page.locator(".enterprises")).toBeVisible();
      await page.getByRole("button", { name: "绑定到这家企业" }).click();
      await expect(page.getByRole("button", { name: "确定绑定" })).toBeVisible();
      await expectNothing(page);
    });

    test("what is not shown to an employee, or in a channel, and money for a cancelled order", async ({ page }) => {
      await open(page, "/account");
      await become(page, HINDERED.employee);
      await page.keyboard.press("Escape");
      await expect(page.locator("main")).toContainText("订单记录仅");
      await expectNothing(page);
      await open(page, "/account?channel=personal_mini_program");
      await expect(page.locator(".refusal")).toBeVisible();
      await expectNothing(page);
      await become(page, CUSTOMER.experience);
      await placeOrder(page, "edition=advanced&term=1");
      await page.getByRole("button", { name: "取消订单" }).click();
      await expect(page.getByRole("button", { name: "款项到账" })).toBeVisible();
      await expectNothing(page);
      await page.getByRole("button", { name: "款项到账" }).click();
      await page.getByRole("button", { name: "退回款项并关闭" }).click();
      await expect(page.locator(".order-state")).toContainText("已关闭");
      await expectNothing(page);
    });

    test("the page of a broken catalogue", async ({ page }) => {
      await page.route("**/catalogue.json", (route) => route.fulfill({ body: "{}" }));
      await page.goto("/pricing");
      await expect(page.getByRole("heading", { name: "商城暂时无法打开" })).toBeVisible();
      await expectNothing(page);
    });
  });
}
