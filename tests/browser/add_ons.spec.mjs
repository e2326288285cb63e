// Add-ons: alone, mixed, with an edition, and cut short; and terms of an upgrade that cannot be chosen.
import { expect, test } from "./test.mjs";
import { CUSTOMER, become, buy, open, ready, watchConsole } from "./shop.mjs";

const section = (page, addOn) => page.locator(`#${addOn}`);
const more = (page, what) => page.getByRole("button", { name: `增加一包：${what}` });

test("reports and meetings are bought together on the free edition, and last a year", { tag: "@http" }, async ({ page }) => {
  const expectNoErrors = watchConsole(page);
  await open(page, "/add-ons");
  await become(page, CUSTOMER.experience);
  await more(page, "10 份报告").click();
  await more(page, "10 份报告").click();
  await more(page, "50 次会议签约").click();
  await expect(page.locator(".basket-bar .total-amount")).toHaveText("¥1,600.00");
  await expect(page).toHaveURL(/packs=meeting_signing:50x1,signing_report:10x2|packs=signing_report:10x2,meeting_signing:50x1/);
  await page.reload();
  await ready(page);
  await page.getByRole("link", { name: "去结算" }).click();
  await page.waitForURL("**/checkout?**");
  await buy(page);
  await expect(page.locator(".balance-left")).toHaveText(["20", "50"]);
  await expect(page.locator(".edition-name")).toHaveText("体验版");
  expectNoErrors();
});

test("a contract pack says until when it lasts for this account", async ({ page }) => {
  await open(page, "/account");
  await become(page, CUSTOMER.professional);
  const paidEnd = await page.locator(".edition-panel strong").innerText();
  await open(page, "/add-ons");
  await expect(section(page, "contract_pack").locator(".add-on-lasts")).toContainText(paidEnd);
});

test("ADD-1: on the free edition a contract pack leads to an edition with the pack", { tag: "@http" }, async ({ page }) => {
  await open(page, "/add-ons");
  await become(page, CUSTOMER.experience);
  await expect(section(page, "contract_pack")).toContainText("ADD-1");
  await section(page, "contract_pack").getByRole("link", { name: "选择高级版" }).click();
  await page.waitForURL("**/checkout?edition=advanced**packs=contract_pack:1000x1");
  await buy(page);
  await expect(page.locator(".balance-left")).toHaveText("1,500");
});

test("ADD-3: an integration leads from advanced to the upgrade", { tag: "@http" }, async ({ page }) => {
  await open(page, "/add-ons");
  await become(page, CUSTOMER.advanced);
  await expect(section(page, "app_integration")).toContainText("ADD-3");
  await section(page, "app_integration").getByRole("link", { name: "选择专业版" }).click();
  await page.waitForURL("**/checkout?edition=professional**");
  await buy(page);
  await expect(page.locator(".edition-name")).toHaveText("专业版");
});

test("ADD-7: two years do not fit and say why; the way out takes one", { tag: "@http" }, async ({ page }) => {
  await open(page, "/add-ons");
  await become(page, CUSTOMER.professional);
  await expect(page.locator("#integration-app_integration-2-note")).toContainText("不能超出版本的到期时间");
  await page.locator("label[for=integration-app_integration-2]").click();
  await expect(page.locator(".basket-panel")).toContainText("ADD-7");
  await page.locator(".basket-panel").getByRole("link", { name: "集成改为 1 年" }).click();
  await page.waitForURL("**/checkout?integrations=app_integration:1");
  await expect(page.locator(".summary .total-amount")).toHaveText("¥9,800.00");
  await expect(page.locator(".order-line-period")).toContainText("随版本缩短至");
  await buy(page);
  await expect(page.locator(".panel-wide .timeline-row", { hasText: "第三方应用集成" })).toBeVisible();
});

test("a way out of an add-on that is refused takes along what else was chosen", { tag: "@http" }, async ({ page }) => {
  await open(page, "/add-ons?packs=signing_report:10x2");
  await become(page, CUSTOMER.experience);
  await page.keyboard.press("Escape");
  await section(page, "contract_pack").getByRole("link", { name: "选择高级版" }).click();
  await page.waitForURL("**/checkout?edition=advanced&term=1&packs=contract_pack:1000x1,signing_report:10x2");
  await expect(page.locator(".summary .total-amount")).toHaveText("¥7,450.00");
});

test("ADD-8: an integration that is cut short is warned about, and renewing first gives the whole year", async ({ page }) => {
  await open(page, "/add-ons");
  await become(page, CUSTOMER.professional);
  await page.locator("label[for=integration-app_integration-1]").click();
  await expect(page.locator(".notice-warning")).toContainText("共 12 天（整年为 365 天");
  await page.getByRole("link", { name: "先续费版本" }).click();
  await page.waitForURL("**/checkout?edition=professional&term=1&integrations=app_integration:1");
  await expect(page.locator(".notice-warning")).toHaveCount(0);
  await buy(page);
  await expect(page.locator(".edition-panel strong")).toContainText("2027年12月");
});

test("the basket survives the way back from the checkout and a change of language", async ({ page }) => {
  await open(page, "/add-ons?packs=signing_report:100x1");
  await page.getByRole("link", { name: "去结算" }).click();
  await page.waitForURL("**/checkout?packs=signing_report:100x1");
  await page.goBack();
  await expect(page.locator(".basket-bar .total-amount")).toHaveText("¥4,000.00");
  await page.getByRole("link", { name: "English" }).click();
  await page.waitForURL("**/en/add-ons?packs=signing_report:100x1");
  await ready(page);
  await expect(page.locator(".basket-bar .total-amount")).toHaveText("¥4,000.00");
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the add-ons and their prices are there", async ({ page }) => {
    await page.goto("/add-ons");
    await expect(page.getByRole("heading", { level: 2, name: "合同加量包" })).toBeVisible();
    await expect(page.locator("#signing_report")).toContainText("¥500");
  });
});
