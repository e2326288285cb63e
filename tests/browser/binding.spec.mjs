// Binding, with everything that can come between: refusals mended, reload, a second tab, a lost connection (RULES §9).
import { expect, test } from "./test.mjs";
import { CUSTOMER, HINDERED, become, buyAsPerson, expectOnItsWay, open, openOnWeb, placeAsPerson, placeOrder, ready } from "./shop.mjs";

test.use({ viewport: { width: 390, height: 844 } });

const PERSONAL = "channel=personal_mini_program";
const enterprise = (page, name) => page.locator(".enterprises > li", { hasText: name });

async function bind(page, name) {
  await enterprise(page, name).getByRole("button", { name: "绑定到这家企业" }).click();
  await enterprise(page, name).getByRole("button", { name: "确定绑定" }).click();
}

async function expectBoundOnce(page, name) {
  await expectOnItsWay(page);
  await expect(page.locator(".order-content")).toContainText(`已绑定到${name}`);
  await openOnWeb(page, "/account");
  await become(page, name);
  await expect(page.locator(".edition-name")).toHaveText("高级版");
  await expect(page.locator(".order-row")).toHaveCount(1);
}

test("a reload, a second tab and both binding at once are one binding", { tag: "@http" }, async ({ page, context }) => {
  await buyAsPerson(page, CUSTOMER.experience);
  await page.reload();
  await ready(page);
  const other = await context.newPage();
  await other.setViewportSize({ width: 390, height: 844 });
  await open(other, page.url());
  for (const tab of [page, other]) {
    await enterprise(tab, CUSTOMER.experience).getByRole("button", { name: "绑定到这家企业" }).click();
  }
  const confirm = await Promise.all(
    [page, other].map((tab) => enterprise(tab, CUSTOMER.experience).getByRole("button", { name: "确定绑定" }).elementHandle()),
  );
  await Promise.all(confirm.map((button) => button.evaluate((element) => element.click())));
  await expectOnItsWay(other);
  await expectBoundOnce(page, CUSTOMER.experience);
});

test("without a connection the order is bound all the same", async ({ page, context }) => {
  await buyAsPerson(page, CUSTOMER.experience);
  await context.setOffline(true);
  await bind(page, CUSTOMER.experience);
  await expect(page.locator(".countdown")).toBeVisible();
  await context.setOffline(false);
  await page.reload();
  await ready(page);
  await expectBoundOnce(page, CUSTOMER.experience);
});

test("the way back leads to a checkout that buys a second order without asking for the name again", async ({ page }) => {
  await buyAsPerson(page, CUSTOMER.experience);
  await page.goBack();
  await expect(page).toHaveURL(/\/checkout/);
  await expect(page.locator("#accept-terms")).toBeVisible();
  await expect(page.locator("#enterprise-name")).toHaveCount(0);
  await page.goForward();
  await expect(page.locator(".binding-title")).toBeVisible();
});

test("BIND-3: an enterprise without a certificate is certified from here, and then bound", async ({ page }) => {
  await buyAsPerson(page, HINDERED.uncertified);
  await enterprise(page, HINDERED.uncertified).getByRole("button", { name: "去完成企业认证" }).click();
  await page.getByRole("button", { name: "演示：认证已通过" }).click();
  await bind(page, HINDERED.uncertified);
  await expectBoundOnce(page, HINDERED.uncertified);
});

test("BIND-3: an open order of the enterprise is for its administrator, and makes way once it is cancelled", async ({ page }) => {
  await open(page, "/pricing");
  await become(page, CUSTOMER.experience);
  const openOrder = await placeOrder(page, "edition=professional&term=1");
  await buyAsPerson(page, CUSTOMER.experience);
  const refused = enterprise(page, CUSTOMER.experience).locator(".refusal");
  await expect(refused).toContainText("BIND-3");
  await refused.getByRole("button", { name: "请管理员操作" }).click();
  const message = await page.locator("#help-message").inputValue();
  expect(message).toContain("请帮忙处理这笔订单");
  expect(message).toContain(openOrder);
  await page.keyboard.press("Escape");

  const waiting = page.url();
  await become(page, CUSTOMER.experience);
  await open(page, message.match(/http\S+/)[0]);
  await page.getByRole("button", { name: "取消订单" }).click();
  await become(page, HINDERED.buyer);
  await open(page, waiting);
  await bind(page, CUSTOMER.experience);
  await expect(page.locator(".countdown")).toBeVisible();
});

test("what was typed as the enterprise is there after a reload, and gone with the order or the demonstration", async ({ page }) => {
  await open(page, `/checkout?edition=advanced&term=1&packs=contract_pack:1000x1&${PERSONAL}`);
  await become(page, HINDERED.buyer);
  const name = page.locator("#enterprise-name");
  const drafts = () => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes("enterprise-name")));
  await name.fill("样例公司");
  await page.reload();
  await ready(page);
  await expect(name).toHaveValue("样例公司");
  await page.locator(".identity-button").click();
  await page.getByRole("button", { name: "清空演示数据" }).click();
  await expect(page.locator(".identity-button")).toContainText("访客");
  expect(await drafts()).toEqual([]);
  await placeAsPerson(page, "样例公司");
  await expect.poll(drafts).toEqual([]);
});
