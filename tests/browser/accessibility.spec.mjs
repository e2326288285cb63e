// axe on every page and state, in both colour schemes: a floor, not a proof.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { BASKET, CUSTOMER, become, open, payButton, placeOrder, submitButton } from "./shop.mjs";

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    const expectNothing = async (page) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
      expect(found).toEqual([]);
    };

    test("pages of a visitor", async ({ page }) => {
      for (const path of ["/pricing", "/en/pricing", `/checkout?${BASKET}`, "/checkout", "/account", "/orders/none", "/nowhere"]) {
        await open(page, path);
        await expectNothing(page);
      }
    });

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
      await expect(page.locator(".notice-danger")).toBeVisible();
      await expectNothing(page);
      await payButton(page).click();
      await expect(page.locator(".countdown")).toBeVisible();
      await expectNothing(page);
      await page.locator(".order-status button").click();
      await expect(page.locator(".order-state")).toContainText("已发货");
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
