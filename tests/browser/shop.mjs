// What a person does in the shop, in the words of the trade.
import { expect } from "@playwright/test";
import { BUYER, handOver } from "./esign-system.mjs";

/** Whether the shop runs over HTTP: one signs in by phone there, and nobody plays anybody but the cashier. */
export const overHttp = process.env.BACKEND === "http";

/** Professional for two years and a pack of 10,000: what most journeys buy. */
export const BASKET = "edition=professional&term=2&packs=contract_pack:10000x1";
export const TOTAL = "¥43,900.00";

/** Names of the demonstration's customers, as their buttons begin. */
export const CUSTOMER = {
  experience: "青禾样例贸易有限公司",
  advanced: "云帆样例科技有限公司",
  professional: "远山样例制造有限公司",
};

/** People and enterprises that something stands in the way of. */
export const HINDERED = {
  employee: overHttp ? "孙员" : "普通员工",
  notActivated: "晨光样例物流有限公司",
  uncertified: "新芽样例设计有限公司",
  buyer: "许个人",
};

/** Manages the fees of the customer of the advanced edition: buys and asks for invoices, and sees no order history. */
export const FEE_MANAGER = overHttp ? "钱会" : "看不到订单记录";

/** Waits until the app has taken the place of the prerendered page. */
export async function ready(page) {
  await page.waitForFunction(() => document.documentElement.dataset.app === "ready");
}

/** The day on which all journeys take place: no leap day is near, so that terms and credits are round. */
const TODAY = new Date("2026-11-22T04:00:00Z");

export async function open(page, path) {
  // A server has a clock of its own.
  if (!overHttp) await page.clock.setFixedTime(TODAY);
  await page.goto(path);
  await ready(page);
}

/** Opens a page of the shop on the web; whoever a mini-program handed over is in another browser there. */
export async function openOnWeb(page, path) {
  if (overHttp) await page.context().clearCookies();
  await open(page, path);
}

/** Slips into a customer, from whatever page one is on. */
export async function become(page, customer) {
  if (overHttp) return signIn(page, customer);
  await page.locator(".identity-button").click();
  await page.locator(".persona", { hasText: customer }).first().click();
  await expect(page.locator(".persona[aria-pressed=true]")).toContainText(customer);
}

/** Signs in by the phone of a customer of a served demonstration, from whatever page one is on, and is back there. */
export async function signIn(page, customer) {
  const here = page.url();
  await signOut(page);
  await page.locator("a.identity-button").click();
  await page.locator(".sign-in .persona", { hasText: customer }).first().click();
  await page.locator("#sign-in-code").fill(await shownCode(page.locator(".sign-in")));
  await page.waitForURL((url) => url.pathname === new URL(here).pathname);
  await expect(page.locator("button.identity-button")).toBeVisible();
}

/** Opens a page in the web view of a mini-program, which hands over who is signed in there (CH-12). */
export async function openHandedOver(page, path, person, channel, account) {
  const shop = new URL(page.url()).origin;
  // Otherwise nothing but the fragment would be another, and the page not a new one.
  await page.goto("about:blank");
  await page.goto(`${shop}${path}${await handOver(shop, person, channel, account)}`);
  await ready(page);
  await expect(page.locator("button.identity-button")).toBeVisible();
}

/** Signs out, where somebody is signed in. */
async function signOut(page) {
  const member = page.locator("button.identity-button");
  await expect(member.or(page.locator("a.identity-button"))).toBeVisible();
  if (await member.isHidden()) return;
  await member.click();
  await page.getByRole("button", { name: /^(退出登录|Sign out)$/ }).click();
}

/** The code of the message that a demonstration shows. */
async function shownCode(place) {
  return (await place.locator(".message").innerText()).match(/\d{6}/)[0];
}

/** Moves the demonstration's clock, from whatever page one is on. */
export async function forward(page, button, times = 1) {
  await page.locator(".identity-button").click();
  for (let time = 0; time < times; time += 1) {
    const before = await page.locator(".clock-now").innerText();
    await page.getByRole("button", { name: button }).click();
    await expect(page.locator(".clock-now")).not.toHaveText(before);
  }
  await page.keyboard.press("Escape");
}

/** Verifies the phone with the code that the demonstration shows, in the open popover. */
export async function verifyPhone(page) {
  const popover = page.locator("#security-phone");
  await popover.getByRole("button", { name: /发送验证码|Send a code/ }).click();
  await popover.locator("#phone-code").fill(await shownCode(popover));
  await expect(popover).toBeHidden();
}

/** Accepts the terms; on a server the security phone is verified first (BUY-4), which customers of the browser's have done. */
export async function acceptTerms(page) {
  const terms = page.locator("#accept-terms");
  const verify = page.getByRole("button", { name: /验证安全手机|Verify the security phone/ });
  if (overHttp) {
    await expect(verify.or(terms).first()).toBeVisible();
    if (await verify.isVisible()) {
      await verify.click();
      await verifyPhone(page);
    }
  }
  await terms.check();
}
export const submitButton = (page) => page.locator(".checkout-side .button-primary");
export const payButton = (page) => page.locator(".cashier .button-primary");

/** From the checkout to an unpaid order; gives the order's number. */
export async function submitOrder(page) {
  await acceptTerms(page);
  await submitButton(page).click();
  await page.waitForURL("**/orders/*");
  return orderNumber(page);
}

/** From the basket to an unpaid order; gives the order's number. */
export async function placeOrder(page, basket = BASKET, language = "") {
  await open(page, `${language}/checkout?${basket}`);
  return submitOrder(page);
}

/** From the checkout to the account page, with the order delivered. */
export async function buy(page) {
  await submitOrder(page);
  await payAndReceive(page);
  await open(page, "/account");
}

/** A person in the personal mini-program, phone verified, has placed an order for an enterprise of this name. */
export async function placeAsPerson(page, enterprise) {
  const path = "/checkout?edition=advanced&term=1&packs=contract_pack:1000x1&channel=personal_mini_program";
  await open(page, path);
  if (overHttp) await openHandedOver(page, path, BUYER, "personal_mini_program");
  else await become(page, HINDERED.buyer);
  await page.getByRole("button", { name: "验证手机号" }).click();
  await verifyPhone(page);
  await page.locator("#enterprise-name").fill(enterprise);
  return submitOrder(page);
}

/** The same, paid; on the page of the order that waits for its binding. */
export async function buyAsPerson(page, enterprise) {
  const order = await placeAsPerson(page, enterprise);
  await payButton(page).click();
  await expect(page.locator(".binding-title")).toBeVisible();
  return order;
}

export const orderNumber = (page) => new URL(page.url()).pathname.split("/").pop();

/** Pays at the simulated cashier, lets the demonstration's clock run, and sees the delivery; that of a server is on its own. */
export async function payAndReceive(page) {
  await payButton(page).click();
  await expectOnItsWay(page);
  if (overHttp) return;
  await page.locator(".order-status button", { hasText: /快进|skip ahead/ }).click();
  await expect(page.locator(".order-state")).toContainText(/已发货|Delivered/);
}

/** The order is paid for and counts; what a server has is delivered already, or in a moment. */
export async function expectOnItsWay(page) {
  if (!overHttp) return expect(page.locator(".countdown")).toBeVisible();
  await expect(page.locator(".order-state")).toContainText(/已发货|Delivered/, { timeout: 20_000 });
}

/** The whole purchase is on the account page: amount, period, balance, once. */
export async function expectPurchaseOnAccount(page) {
  await open(page, "/account");
  await expect(page.locator(".edition-name")).toHaveText("专业版");
  const period = await page.locator(".edition-panel dd").first().innerText();
  const [start, end] = period.split(" – ").map(shanghai);
  expect(end.getUTCFullYear() - start.getUTCFullYear()).toBe(2);
  expect(end.toISOString().slice(4)).toBe(start.toISOString().slice(4));
  await expect(page.locator(".balance-left")).toHaveText("13,000");
  await expect(page.locator(".order-row")).toHaveCount(1);
  await expect(page.locator(".order-row .money")).toHaveText(TOTAL);
}

/** `2026年3月1日 10:00` as a date whose UTC fields are Shanghai's. */
function shanghai(text) {
  const [year, month, day, hour, minute] = text.match(/\d+/g).map(Number);
  return new Date(Date.UTC(year, month - 1, day, hour, minute));
}

/** Presses a key until an element has the focus. */
export async function pressUntil(page, key, locator) {
  for (let presses = 0; presses < 150; presses += 1) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${locator} was not reached with ${key}`);
}

/** Nothing is wider than the screen. */
export async function expectNoSideways(page) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content).toBeLessThanOrEqual(window);
}

/** Fails the test at its end when the page reported an error or broke its own content policy. */
export function watchConsole(page) {
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  return () => expect(errors).toEqual([]);
}
