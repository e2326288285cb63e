// A shop as an operator runs it, without a demonstration: signing in by message, what can be bought and how it is paid;
// and what comes between: a gateway that does not send, roles and prices that change, a restart.
import { expect } from "@playwright/test";
import {
  ENTERPRISE, MEMBER, askForCode, askForSecurityCode, codeField, codeIn, readyToSubmit, signInByMessage, test,
  verifySecurityPhone,
} from "./operated-shop.mjs";
import { BASKET, open, openHandedOver, submitButton, submitOrder } from "./shop.mjs";
import { FLAGSHIP, PERSON, fillAndReview, submit } from "./trial-form.mjs";

const CHECKOUT = `/checkout?${BASKET}`;
/** Half a minute until a price is in force, and what is done besides. */
const PATIENCE = 120_000;

const identity = (page) => page.locator(".identity-button");
const codeProblem = (page) => page.locator("#sign-in-code-problem");
const card = (page) => page.locator(".card", { has: page.getByRole("heading", { name: "专业版" }) });
const yearly = (page) => card(page).locator(".price-amount");
const total = (page) => page.locator(".summary .total-amount");
/** What came of pressing the button. */
const refusal = (page) => page.locator(".checkout-side").getByRole("alert");
const comeBack = (page) => page.evaluate(() => window.dispatchEvent(new Event("focus")));
const wrong = (code) => (code === "000000" ? "000001" : "000000");

test.describe("a shop without a demonstration", { tag: "@http" }, () => {
  test("the configuration has no mistakes, and its secrets are not shown", async ({ shop }) => {
    const said = await shop.run("check-config");
    expect(said).toMatch(/^no mistakes\n/);
    for (const secret of shop.secrets) expect(said).not.toContain(secret);
  });

  test("BUY-1: a member signs in with the code of a message, and acts for the enterprise", async ({ page, shop }) => {
    await open(page, "/pricing");
    await identity(page).click();
    await askForCode(page);
    await expect(page.locator(".sign-in")).toContainText(`验证码发送至 ${MEMBER.phone}`);
    const message = await shop.gateway.read(MEMBER.phone);
    expect(message).toMatch(/^登录验证码 \d{6}，5 分钟内有效。/);
    await codeField(page).fill(codeIn(message));
    await page.waitForURL("**/pricing");
    await expect(identity(page)).toContainText(ENTERPRISE.name);
    await open(page, "/account");
    await expect(page.locator(".edition-name")).toHaveText("体验版");
  });

  test("a code that was used signs nobody in", async ({ page, shop, browser, baseURL }) => {
    await open(page, "/sign-in");
    await askForCode(page);
    const code = codeIn(await shop.gateway.read(MEMBER.phone));
    await codeField(page).fill(code);
    await page.waitForURL("**/account");
    const other = await (await browser.newContext({ baseURL, locale: "zh-CN" })).newPage();
    await open(other, "/sign-in");
    // Within the minute no other code is sent, and one that was sent before can be entered.
    await askForCode(other);
    await codeField(other).fill(code);
    await expect(codeProblem(other)).toHaveText("验证码已失效，请重新发送。");
    await expect(identity(other)).toHaveText("登录");
    await other.context().close();
  });

  test("five wrong codes use up the right one, and the page says to have another one sent", async ({ page, shop }) => {
    await open(page, "/sign-in");
    await askForCode(page);
    const code = codeIn(await shop.gateway.read(MEMBER.phone));
    for (const left of [4, 3, 2, 1]) {
      await codeField(page).fill(wrong(code));
      await expect(codeProblem(page)).toHaveText(`验证码不正确，还可以再试 ${left} 次。`);
    }
    for (const last of [wrong(code), code]) {
      await codeField(page).fill(last);
      await expect(codeField(page)).toHaveValue("");
      await expect(codeProblem(page)).toHaveText("验证码已失效，请重新发送。");
    }
    await expect(page.getByRole("button", { name: /秒后可重新发送/ })).toBeVisible();
    await open(page, "/account");
    await expect(page.locator("main")).toContainText("登录后可以查看企业的版本、份额和订单。");
  });

  test("where the gateway refuses a code to sign in with, the page says what to do", async ({ page, shop }) => {
    shop.gateway.behave.push(400);
    await open(page, "/sign-in");
    await askForCode(page);
    await expect.poll(() => shop.gateway.calls.length).toBe(1);
    // That it was not sent would say that somebody is known by this phone.
    await page.getByText("没有收到短信？").click();
    await expect(page.locator(".no-message")).toContainText("1 分钟后可以重新发送；仍收不到，请联系客服 400-000-0000。");
    await expect(page.getByRole("button", { name: /秒后可重新发送/ })).toBeVisible();
  });

  test("a gateway that was silent is asked again, and the person gets one message", async ({ page, shop }) => {
    shop.gateway.behave.push("hang", 503);
    await signInByMessage(page, shop, "/account");
    expect(shop.gateway.calls.map(({ behaviour }) => behaviour)).toEqual(["hang", 503, 202]);
    expect(new Set(shop.gateway.calls.map(({ id }) => id)).size).toBe(1);
  });

  for (const [does, behaviour] of [["refuses", [400]], ["is silent", ["hang", "hang", "hang"]]]) {
    test(`BUY-4: where the gateway ${does}, the page says that no code may be on its way`, async ({ page, shop }) => {
      await signInByMessage(page, shop, CHECKOUT);
      shop.gateway.behave.push(...behaviour);
      const popover = await askForSecurityCode(page);
      await expect(popover.locator(".notice-danger")).toContainText("短信可能没有发出", { timeout: 10_000 });
    });
  }

  test("from the editions to an order that waits for a transfer, and is among the orders", async ({ page, shop }) => {
    await signInByMessage(page, shop, "/pricing");
    await card(page).getByRole("link", { name: "购买专业版" }).click();
    await page.waitForURL("**/checkout?edition=professional*");
    await verifySecurityPhone(page, shop);
    const order = await submitOrder(page);
    await expect(page.locator("#transfer-amount")).toHaveValue("¥10,950.00");
    await expect(page.locator(".cashier-expiry")).toContainText("9 天 23 小时");
    await expect(page.locator(".payment-methods")).toHaveCount(0);
    await expect(page.locator("#transfer-reference")).toHaveValue(order);
    await expect(page.locator(".transfer .notice")).toHaveText("款项到账并核对后订单即生效，时长自核对完成时起算。");
    const proof = { name: "proof.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(2048) };
    await page.locator("#transfer-proof").setInputFiles(proof);
    await expect(page.locator(".proof")).toContainText("已上传 proof.pdf");
    await open(page, "/orders");
    await expect(page.locator(".orders-table th a")).toHaveText(order);
    await expect(page.locator(".orders-table .orders-amount .money")).toHaveText("¥10,950.00");
    await expect(page.locator(".orders-table .orders-state")).toContainText("待支付");
  });

  test("nothing of a demonstration is on any page, of a visitor or of a member", async ({ page, shop }) => {
    const expectNothing = async () => {
      await expect(page.locator(".persona, .simulation, .clock, .message")).toHaveCount(0);
      await expect(page.locator("body")).not.toContainText("演示");
    };
    const expectNothingOn = async (...paths) => {
      for (const path of paths) {
        await open(page, path);
        await expect(page.locator("main h1")).toBeVisible();
        await expectNothing();
      }
    };
    await expectNothingOn("/pricing", "/add-ons", FLAGSHIP, "/help", "/sign-in");
    await askForCode(page);
    await expectNothing();
    await codeField(page).fill(codeIn(await shop.gateway.read(MEMBER.phone)));
    await page.waitForURL("**/account");
    await open(page, CHECKOUT);
    await expect((await askForSecurityCode(page)).locator("#phone-code")).toBeFocused();
    await expectNothing();
    await page.locator("#phone-code").fill(codeIn(await shop.gateway.read(ENTERPRISE.securityPhone)));
    await expect(page.locator("#accept-terms")).toBeFocused();
    const order = await submitOrder(page);
    await expectNothingOn("/account", "/usage", "/orders", `/orders/${order}`, "/invoices", FLAGSHIP);
  });

  test("ROLE-3: whoever loses the role by command is refused a purchase, and told why", async ({ page, shop }) => {
    await readyToSubmit(page, shop, CHECKOUT);
    await shop.member("employee");
    await submitButton(page).click();
    await expect(refusal(page)).toContainText("您在该企业的角色不能购买或申请试用。");
    await expect(refusal(page).getByRole("button", { name: "请管理员操作" })).toBeVisible();
  });

  test("whoever is taken out of their only enterprise by command is signed out", async ({ page, shop }) => {
    await signInByMessage(page, shop, "/account");
    await shop.run("member", "remove", ENTERPRISE.id, MEMBER.id);
    await comeBack(page);
    await expect(identity(page)).toHaveText("登录");
    await expect(page.locator("body")).not.toContainText(ENTERPRISE.name);
  });

  test("ORD-4: an applied price is shown without script, and told to whoever was shown the former one", async ({
    page, shop, browser, baseURL,
  }) => {
    test.setTimeout(PATIENCE);
    const plain = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage();
    await plain.goto("/pricing");
    await expect(yearly(plain)).toHaveText("¥10,950");
    await readyToSubmit(page, shop, CHECKOUT);
    await shop.raisePrice();
    const shown = async () => {
      await plain.reload();
      return yearly(plain).innerText();
    };
    await expect.poll(shown, { timeout: 45_000 }).toBe("¥11,950");
    await submitButton(page).click();
    await refusal(page).filter({ hasText: "¥45,900.00" }).getByRole("button", { name: "确认新价格" }).click();
    await expect(total(page)).toHaveText("¥45,900.00");
    await submitOrder(page);
    await expect(page.locator(".cashier-amount .money")).toHaveText("¥45,900.00");
    await plain.context().close();
  });

  test("signing out everywhere stops a purchase in another browser", async ({ page, shop, browser, baseURL }) => {
    await readyToSubmit(page, shop, CHECKOUT);
    const other = await (await browser.newContext({ baseURL, locale: "zh-CN" })).newPage();
    await open(other, "/pricing");
    await openHandedOver(other, "/account", MEMBER.id, "mini_program", ENTERPRISE.id);
    await identity(other).click();
    await other.getByRole("button", { name: "在所有设备上退出" }).click();
    await expect(identity(other)).toHaveText("登录");
    await submitButton(page).click();
    await expect(page.locator(".notice-warning", { hasText: "登录已结束" })).toBeVisible();
    await expect(page).toHaveURL(/\/checkout/);
    await other.context().close();
  });

  test("TRIAL-7: the operator sees a visitor's lead, and the page says what opens the trial", async ({ page, shop }) => {
    await open(page, FLAGSHIP);
    await fillAndReview(page);
    await submit(page).click();
    await expect(page.locator(".trial-received")).toContainText("登录后即可申请试用");
    const { edition, form } = JSON.parse(await shop.run("contact", "list"));
    expect([edition, form.contact_name]).toEqual(["flagship", PERSON.name]);
  });

  test("through a restart the page waits and goes on by itself, and the order is there", async ({ page, shop }) => {
    await readyToSubmit(page, shop, CHECKOUT);
    const order = await submitOrder(page);
    expect(await shop.stop()).toBe(0);
    await comeBack(page);
    const notice = page.locator(".notice-warning", { hasText: "暂时连不上商城" });
    await expect(notice).toBeVisible({ timeout: 15_000 });
    await shop.start();
    await expect(notice).toHaveCount(0, { timeout: 20_000 });
    await expect(identity(page)).toContainText(ENTERPRISE.name);
    await open(page, "/orders");
    await expect(page.locator(".orders-table th a")).toHaveText(order);
  });
});
