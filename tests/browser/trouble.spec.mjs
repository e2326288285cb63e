// What a person sees when something is missing, broken, blocked or full; and that nothing confirmed is lost.
import { expect, test } from "@playwright/test";
import { BASKET, CUSTOMER, acceptTerms, become, open, placeOrder, submitButton } from "./shop.mjs";

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the pricing page is complete: prices of every term, add-ons, comparison", async ({ page }) => {
    await page.goto("/pricing");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText("购买 3 年，合计 ¥32,850.00")).toBeVisible();
    await expect(page.getByRole("heading", { name: "合同加量包" })).toBeVisible();
    await expect(page.locator(".comparison-table tbody tr").first()).toBeVisible();
    await page.locator("label[for=only-differences]").click();
    await expect(page.locator(".row-same").first()).toBeHidden();
    await page.getByRole("link", { name: "English" }).click();
    await expect(page).toHaveURL(/\/en\/pricing$/);
    await expect(page.getByText("¥32,850.00 for 3 years")).toBeVisible();
  });

  test("a page that needs script says so and leads to one that does not", async ({ page }) => {
    await page.goto("/account");
    // Playwright finds no text inside noscript by itself.
    await expect(page.locator("noscript p").first()).toBeVisible();
    await expect(page.locator("noscript p").first()).toHaveText("这个页面需要启用 JavaScript。版本与价格不需要。");
    await page.locator("noscript a").first().click();
    await expect(page).toHaveURL(/\/pricing$/);
  });
});

test("a broken catalogue is a page that names every mistake with its place", async ({ page }) => {
  await page.route("**/catalogue.json", async (route) => {
    const catalogue = await (await route.fetch()).json();
    catalogue.editions[1].yearly_price_fen = "10950";
    catalogue.vat.rate_percent = -6;
    delete catalogue.contact.email;
    await route.fulfill({ json: catalogue });
  });
  await page.goto("/pricing");
  await expect(page.getByRole("heading", { name: "商城暂时无法打开" })).toBeVisible();
  for (const place of ["$.editions[1].yearly_price_fen", "$.vat.rate_percent", "$.contact.email"]) {
    await expect(page.getByText(place, { exact: true })).toBeVisible();
  }
  await expect(page.locator(".card")).toHaveCount(0);
});

test("a catalogue that is no JSON, and one that is missing, are named", async ({ page }) => {
  await page.route("**/catalogue.json", (route) => route.fulfill({ body: "{ not json" }));
  await page.goto("/en/pricing");
  await expect(page.getByRole("heading", { name: "The shop cannot open" })).toBeVisible();
  await page.unroute("**/catalogue.json");
  await page.route("**/catalogue.json", (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await expect(page.getByText("404")).toBeVisible();
});

test("a missing config.json is an error page, never the demonstration", async ({ page }) => {
  await page.route("**/config.json", (route) => route.fulfill({ status: 404 }));
  await page.goto("/pricing");
  await expect(page.getByRole("heading", { name: "商城暂时无法打开" })).toBeVisible();
  await expect(page.getByText("config.json")).toBeVisible();
  await expect(page.locator(".persona")).toHaveCount(0);
});

test("with storage blocked one can browse and is told why one cannot buy", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("blocked", "SecurityError");
    };
  });
  await open(page, "/pricing");
  await expect(page.locator(".notice-warning")).toContainText("浏览器不允许本页保存数据");
  await open(page, `/checkout?${BASKET}`);
  await expect(page.locator(".summary .total-amount")).toHaveText("¥43,900.00");
  await page.locator(".identity-button").click();
  await page.locator(".persona", { hasText: CUSTOMER.experience }).click();
  await expect(page.locator(".popover .notice-danger").first()).toContainText("浏览器不允许本页保存数据");
});

test("with storage full the order is refused, nothing is half done, and the confirmed one is still there", async ({ page }) => {
  await open(page, "/pricing");
  await become(page, CUSTOMER.experience);
  await open(page, `/checkout?${BASKET}`);
  await acceptTerms(page);
  await page.evaluate(() => {
    window.kept = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await submitButton(page).click();
  await expect(page.locator(".checkout-side .notice-danger")).toContainText("存储空间已满");
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = window.kept;
  });
  await submitButton(page).click();
  await page.waitForURL("**/orders/*");
  await page.reload();
  await expect(page.locator(".cashier .total-amount")).toHaveText("¥43,900.00");
});

test("a write that fails in the middle leaves nothing behind", async ({ page }) => {
  await open(page, "/pricing");
  await become(page, CUSTOMER.experience);
  await open(page, `/checkout?${BASKET}`);
  await acceptTerms(page);
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    window.restore = () => (IDBObjectStore.prototype.put = put);
    // The version is written last: the event and the index entry before it must go with it.
    IDBObjectStore.prototype.put = function (...of) {
      if (this.name === "versions") throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, of);
    };
  });
  await submitButton(page).click();
  await expect(page.locator(".checkout-side .notice-danger")).toContainText("存储空间已满");
  await page.evaluate(() => window.restore());
  await submitButton(page).click();
  await page.waitForURL("**/orders/*");
  await open(page, "/account");
  await expect(page.locator(".order-row")).toHaveCount(1);
});

test("with storage full moving the clock says so", async ({ page }) => {
  await open(page, "/pricing");
  await become(page, CUSTOMER.experience);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await page.locator(".identity-button").click();
  await page.getByRole("button", { name: "快进 1 天" }).click();
  await expect(page.locator(".notice-warning")).toContainText("存储空间已满");
});

test("an address that leads nowhere says so and leads back", async ({ page }) => {
  await open(page, "/nowhere");
  await expect(page.getByRole("heading", { name: "没有这个页面" })).toBeVisible();
});

test("an order of another enterprise is not shown", async ({ page }) => {
  await open(page, "/pricing");
  await become(page, CUSTOMER.experience);
  const order = await placeOrder(page);
  await become(page, CUSTOMER.advanced);
  await open(page, `/orders/${order}`);
  await expect(page.getByText("没有找到这笔订单")).toBeVisible();
});

test("what was chosen before the app was ready is kept", async ({ page }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/pricing", { waitUntil: "commit" });
  await page.locator("label[for=term-3]").click();
  await page.locator("label[for=only-differences]").click();
  release();
  await expect(page.locator(".price-sum").first()).toHaveText("购买 3 年，合计 ¥10,950.00");
  await expect(page.locator("#only-differences")).toBeChecked();
});
