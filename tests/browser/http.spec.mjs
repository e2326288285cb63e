// What only a shop over HTTP does: signing in and out, answers that get lost, a connection that goes and comes back.
import AxeBuilder from "@axe-core/playwright";
import { ADVANCED } from "./esign-system.mjs";
import * as invoicing from "./invoice-form.mjs";
import {
  BASKET, CUSTOMER, FEE_MANAGER, HINDERED, TOTAL, acceptTerms, become, open, openHandedOver, orderNumber, payButton, ready,
  submitButton, submitOrder,
} from "./shop.mjs";
import { expect, test } from "./test.mjs";

const CHECKOUT = `/checkout?${BASKET}`;
const identity = (page) => page.locator(".identity-button");
const phones = (page) => page.locator(".sign-in .persona");
const code = (page) => page.locator("#sign-in-code");
const shown = async (page) => (await page.locator(".sign-in .message").innerText()).match(/\d{6}/)[0];
const placements = (url) => url.pathname.endsWith("/api/orders");

test.describe("over HTTP", { tag: "@http" }, () => {
  test("BUY-1: from a basket to signing in by phone, and back to that basket", async ({ page }) => {
    await open(page, CHECKOUT);
    await identity(page).click();
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.locator("#sign-in-phone").fill("123");
    await page.getByRole("button", { name: "发送验证码" }).click();
    await expect(page.locator("#sign-in-phone")).toBeFocused();
    await expect(page.locator("#sign-in-phone-error")).toHaveText("请输入 11 位中国大陆手机号。");
    await phones(page).filter({ hasText: CUSTOMER.experience }).click();
    await expect(code(page)).toBeFocused();
    await expect(page.getByRole("button", { name: /秒后可重新发送/ })).toHaveAttribute("aria-disabled", "true");
    const right = await shown(page);
    await code(page).fill(right === "000000" ? "000001" : "000000");
    await expect(page.locator("#sign-in-code-problem")).toHaveText("验证码不正确，还可以再试 4 次。");
    await code(page).fill(right);
    await page.waitForURL(`**${CHECKOUT}`);
    await expect(identity(page)).toContainText(CUSTOMER.experience);
    await expect(page.locator(".summary .total-amount")).toHaveText(TOTAL);
  });

  test("signing in leads to no address of others", async ({ page }) => {
    for (const [index, next] of ["https://evil.example/", "//evil.example/", "/\\evil.example"].entries()) {
      await open(page, `/sign-in?next=${encodeURIComponent(next)}`);
      // One phone gets one code a minute.
      await phones(page).nth(index).click();
      await code(page).fill(await shown(page));
      await page.waitForURL("**/account");
      await page.context().clearCookies();
    }
  });

  test("signing out is seen in every tab, and what was typed is forgotten", async ({ page, context }) => {
    await open(page, "/trial?edition=flagship");
    await become(page, CUSTOMER.experience);
    await page.locator("#trial-name").fill("林样");
    const other = await context.newPage();
    await open(other, "/account");
    await identity(page).click();
    await page.getByRole("button", { name: "退出登录", exact: true }).click();
    await expect(identity(page)).toHaveText("登录");
    await expect(identity(other)).toHaveText("登录");
    await page.reload();
    await ready(page);
    await expect(page.locator("#trial-name")).toHaveValue("");
  });

  test("whoever has joined several enterprises chooses for whom to act, and changes that later", async ({ page }) => {
    await open(page, "/account");
    await identity(page).click();
    await phones(page).filter({ hasText: HINDERED.buyer }).click();
    await code(page).fill(await shown(page));
    await expect(page.locator("#sign-in-choose")).toBeFocused();
    await page.locator(".sign-in").getByRole("button", { name: CUSTOMER.advanced }).click();
    await page.waitForURL("**/account");
    await expect(page.locator(".edition-name")).toHaveText("高级版");
    await identity(page).click();
    await page.getByRole("button", { name: "切换账户" }).click();
    await page.getByRole("button", { name: CUSTOMER.professional }).click();
    await expect(identity(page)).toContainText(CUSTOMER.professional);
    await expect(page.locator(".edition-name")).toHaveText("专业版");
  });

  test("signing out everywhere ends what another device has open", async ({ page, browser, baseURL }) => {
    await open(page, "/account");
    await become(page, CUSTOMER.advanced);
    const phone = await (await browser.newContext({ baseURL, locale: "zh-CN" })).newPage();
    await open(phone, "/pricing");
    await openHandedOver(phone, "/account", ADVANCED.administrator, "mini_program", ADVANCED.account);
    await expect(phone.locator(".edition-name")).toHaveText("高级版");
    await identity(page).click();
    await page.getByRole("button", { name: "在所有设备上退出" }).click();
    await expect(identity(page)).toHaveText("登录");
    await phone.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expect(phone.locator(".notice-warning", { hasText: "登录已结束" })).toBeVisible();
    await expect(phone.locator(".edition-name")).toHaveCount(0);
    await phone.context().close();
  });

  test("a session that ends leads to signing in and back, with what was typed", async ({ page, context }) => {
    // The next code for the same phone comes a minute after the first.
    test.slow();
    await open(page, "/trial?edition=flagship");
    await become(page, CUSTOMER.experience);
    await page.locator("#trial-name").fill("林样");
    await context.clearCookies();
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    const notice = page.locator(".notice-warning", { hasText: "登录已结束" });
    await notice.getByRole("link", { name: "登录" }).click();
    await phones(page).filter({ hasText: CUSTOMER.experience }).click();
    await page.getByRole("button", { name: "重新发送", exact: true }).click({ timeout: 65_000 });
    await code(page).fill(await shown(page));
    await page.waitForURL("**/trial?edition=flagship");
    await expect(page.locator("#trial-name")).toHaveValue("林样");
    await expect(notice).toHaveCount(0);
  });

  test("ORD-4: a page from before a change of prices says what the basket costs now, and buys it for that", async ({ page }) => {
    const earlier = async (route) => {
      const catalogue = await (await route.fetch()).json();
      catalogue.editions.find(({ code }) => code === "professional").yearly_price_fen -= 100_00;
      await route.fulfill({ json: catalogue });
    };
    await page.route("**/catalogue.json", earlier);
    await open(page, CHECKOUT);
    await become(page, CUSTOMER.experience);
    await expect(page.locator(".summary .total-amount")).toHaveText("¥43,700.00");
    await acceptTerms(page);
    await submitButton(page).click();
    const refusal = page.locator(".checkout-side .refusal", { hasText: TOTAL });
    await expect(refusal).toBeVisible();
    await page.unroute("**/catalogue.json", earlier);
    await refusal.getByRole("button", { name: "确认新价格" }).click();
    await expect(page.locator(".summary .total-amount")).toHaveText(TOTAL);
    await submitOrder(page);
    await open(page, "/orders");
    await expect(page.locator(".orders-table .orders-amount .money")).toHaveText(TOTAL);
  });

  test("ORD-3: an answer that gets lost is asked for again, and the order is one", async ({ page }) => {
    await open(page, CHECKOUT);
    await become(page, CUSTOMER.experience);
    await acceptTerms(page);
    const keys = [];
    await page.route(placements, async (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      if (keys.length > 1) return route.continue();
      // It arrives, and nobody hears of it.
      await route.fetch();
      await route.abort("connectionreset");
    });
    await submitButton(page).click();
    await page.waitForURL("**/orders/*");
    expect(keys).toEqual([orderNumber(page), orderNumber(page)]);
    await open(page, "/account");
    await expect(page.locator(".order-row")).toHaveCount(1);
  });

  test("ORD-3: where no answer comes at all it is said what is known, and the order turns up once", async ({ page }) => {
    await open(page, CHECKOUT);
    await become(page, CUSTOMER.experience);
    await acceptTerms(page);
    await page.route(placements, async (route) => {
      await route.fetch();
      await route.abort("connectionreset");
    });
    await submitButton(page).click();
    const notice = page.locator(".checkout-side .notice-danger");
    await expect(notice).toContainText("不确定是否已经办理", { timeout: 15_000 });
    await page.unroute(placements);
    await notice.getByRole("button", { name: "再次提交" }).click();
    await page.waitForURL("**/orders/*");
    await open(page, "/account");
    await expect(page.locator(".order-row")).toHaveCount(1);
  });

  test("ORD-3: sent again after the order was paid elsewhere it is still that order", async ({ page, context }) => {
    await open(page, "/");
    await become(page, CUSTOMER.advanced);
    await open(page, "/checkout?packs=signing_report:10x1");
    await acceptTerms(page);
    const keys = [];
    page.on("request", (request) => {
      if (placements(new URL(request.url())) && request.method() === "POST") keys.push(request.headers()["idempotency-key"]);
    });
    // The order arrives, and the page hears of nothing any more.
    const isApi = (url) => url.pathname.startsWith("/api/");
    const arrived = new Promise((resolve) => {
      page.route(placements, async (route) => {
        await route.fetch();
        await page.route(isApi, (other) => other.abort("internetdisconnected"));
        resolve();
        await route.abort("connectionreset");
      });
    });
    await submitButton(page).click();
    await arrived;
    const notice = page.locator(".checkout-side .notice-danger");
    await expect(notice).toContainText("不确定是否已经办理", { timeout: 15_000 });
    const elsewhere = await context.newPage();
    await open(elsewhere, `/orders/${keys[0]}`);
    await payButton(elsewhere).click();
    await expect(elsewhere.locator(".cashier")).toHaveCount(0);
    await page.unrouteAll();
    await notice.getByRole("button", { name: "再次提交" }).click();
    await page.waitForURL("**/orders/*");
    expect(new Set([...keys, orderNumber(page)]).size).toBe(1);
    // Beside the two that this customer had.
    await open(page, "/account");
    await expect(page.locator(".order-row")).toHaveCount(3);
  });

  test("ORD-3: an invoice that was issued meanwhile is sent again as the same one", async ({ page }) => {
    await invoicing.openAs(page, CUSTOMER.advanced);
    await invoicing.unlock(page);
    await invoicing.reviewSpecial(page, invoicing.FIRST);
    const keys = [];
    const isAsked = (url) => url.pathname.endsWith("/api/invoices");
    page.on("request", (request) => {
      if (isAsked(new URL(request.url())) && request.method() === "POST") keys.push(request.headers()["idempotency-key"]);
    });
    await page.route(isAsked, async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      await route.fetch();
      await route.abort("connectionreset");
    });
    await invoicing.submit(page).click();
    const notice = page.locator(".invoices .notice-danger");
    await expect(notice).toContainText("不确定是否已经办理", { timeout: 15_000 });
    await page.unrouteAll();
    await notice.getByRole("button", { name: "再次提交" }).click();
    await expect(page.locator("#invoice-list")).toBeFocused();
    await expect(notice).toHaveCount(0);
    await expect(invoicing.rows(page)).toHaveCount(1);
    expect(new Set(keys).size).toBe(1);
  });

  test("without a connection the page says so, and goes on by itself once there is one", async ({ page, context }) => {
    await open(page, "/account");
    await become(page, CUSTOMER.advanced);
    await context.setOffline(true);
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    const notice = page.locator(".notice-warning", { hasText: "暂时连不上商城" });
    await expect(notice).toBeVisible();
    await expect(page.locator(".edition-name")).toHaveText("高级版");
    await context.setOffline(false);
    await expect(notice).toHaveCount(0);
  });

  test("an order of a colleague is seen in another browser without a reload", async ({ page, browser, baseURL }) => {
    await open(page, "/account");
    await become(page, CUSTOMER.advanced);
    const orders = page.locator(".order-row");
    await expect(orders.first()).toBeVisible();
    const before = await orders.count();
    const elsewhere = await (await browser.newContext({ baseURL, locale: "zh-CN" })).newPage();
    await open(elsewhere, "/checkout?packs=contract_pack:1000x1");
    await become(elsewhere, FEE_MANAGER);
    await submitOrder(elsewhere);
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expect(orders).toHaveCount(before + 1);
    await elsewhere.context().close();
  });

  test("nothing of a demonstration is there but the phones, the messages and the cashier", async ({ page }) => {
    await open(page, "/pricing");
    await expect(page.locator(".persona")).toHaveCount(0);
    await become(page, CUSTOMER.advanced);
    await open(page, "/usage");
    await expect(page.locator(".usage-numbers")).toBeVisible();
    await expect(page.locator(".simulation, .clock")).toHaveCount(0);
  });
});
