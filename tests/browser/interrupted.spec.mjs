// Every purchase is interrupted in its middle: by a reload, the way back, a second tab, a lost connection.
import { expect, test } from "@playwright/test";
import {
  CUSTOMER, acceptTerms, become, buy, forward, open, orderNumber, payButton, ready, submitButton, submitOrder,
} from "./shop.mjs";

const edition = (page) => page.locator(".edition-name");
const left = (page) => page.locator(".balance-left");
const paidEnd = (page) => page.locator(".edition-panel dd strong");

const JOURNEYS = [
  {
    name: "packs on the free edition",
    customer: CUSTOMER.experience,
    query: "packs=signing_report:10x2",
    total: "¥1,000.00",
    ordersBefore: 0,
    bought: (page) => expect(left(page)).toHaveText("20"),
  },
  {
    name: "an integration",
    customer: CUSTOMER.professional,
    query: "integrations=app_integration:1",
    total: "¥9,800.00",
    ordersBefore: 1,
    // It begins today and is cut short by the edition's end.
    bought: async (page) => {
      const row = page.locator(".panel-wide .timeline-row", { hasText: "第三方应用集成" });
      await expect(row).toContainText("2026年11月22日 – 2026年12月4日");
    },
  },
  {
    name: "a renewal",
    customer: CUSTOMER.professional,
    query: "edition=professional&term=1",
    total: "¥10,950.00",
    ordersBefore: 1,
    bought: (page) => expect(paidEnd(page)).toContainText("2027年12月4日"),
  },
  {
    name: "an upgrade with packs",
    customer: CUSTOMER.advanced,
    query: "edition=professional&term=1&packs=contract_pack:1000x1",
    total: "¥11,500.00",
    ordersBefore: 2,
    bought: async (page) => {
      await expect(edition(page)).toHaveText("专业版");
      await expect(left(page)).toHaveText("5,000");
    },
  },
  {
    name: "advanced in the mini-program",
    customer: CUSTOMER.experience,
    query: "edition=advanced&term=2&channel=mini_program",
    total: "¥7,300.00",
    ordersBefore: 0,
    bought: async (page) => {
      await expect(edition(page)).toHaveText("高级版");
      await expect(paidEnd(page)).toContainText("2028年11月22日");
    },
  },
];

const total = (page) => page.locator(".summary .total-amount");
const suffix = ({ query }) => (query.includes("channel=") ? `?${query.match(/channel=\w+/)[0]}` : "");

async function begin(page, journey) {
  await open(page, `/checkout?${journey.query}`);
  await become(page, journey.customer);
  await page.keyboard.press("Escape");
  await expect(total(page)).toHaveText(journey.total);
}

async function expectBoughtOnce(page, journey) {
  await open(page, `/account${suffix(journey)}`);
  await expect(page.locator(".order-row")).toHaveCount(journey.ordersBefore + 1);
  await expect(page.locator(".order-row .money").first()).toHaveText(journey.total);
  await journey.bought(page);
}

for (const journey of JOURNEYS) {
  test.describe(journey.name, () => {
    test("a reload, the way back and a second tab lead to one order", async ({ page, context }) => {
      await begin(page, journey);
      await page.reload();
      await ready(page);
      await page.locator(".nav-link").first().click();
      await page.waitForURL("**/pricing**");
      await page.goBack();
      await expect(total(page)).toHaveText(journey.total);
      const other = await context.newPage();
      await open(other, page.url());
      await acceptTerms(page);
      await acceptTerms(other);
      await submitButton(page).click();
      await page.waitForURL("**/orders/*");
      const order = orderNumber(page);

      // The other tab is too late for an edition, and means the same order where it may still submit.
      const openOrder = other.getByRole("link", { name: "继续支付" });
      await expect(openOrder.or(submitButton(other)).first()).toBeVisible();
      if (journey.query.includes("edition=")) await openOrder.click();
      else await submitButton(other).click();
      await other.waitForURL(`**/orders/${order}**`);

      await page.reload();
      await ready(page);
      await page.goBack();
      await expect(page).toHaveURL(/\/checkout/);
      await page.goForward();
      await expect(page).toHaveURL(new RegExp(`/orders/${order}`));
      await payButton(other).click();
      await expect(page.locator(".countdown")).toBeVisible();
      await page.reload();
      await ready(page);
      await page.locator(".order-status button", { hasText: "快进" }).click();
      await expect(other.locator(".order-state")).toContainText("已发货");
      await expectBoughtOnce(page, journey);
    });

    test("without a connection from submitting to paying nothing is lost or doubled", async ({ page, context }) => {
      await begin(page, journey);
      await acceptTerms(page);
      await context.setOffline(true);
      await submitButton(page).click();
      await page.waitForURL("**/orders/*");
      await payButton(page).click();
      await expect(page.locator(".countdown")).toBeVisible();
      await context.setOffline(false);
      await page.reload();
      await ready(page);
      await page.locator(".order-status button", { hasText: "快进" }).click();
      await expect(page.locator(".order-state")).toContainText("已发货");
      await expectBoughtOnce(page, journey);
    });
  });
}

test("a transfer chosen in one tab is seen in the other, through a reload, and confirmed once", async ({ page, context }) => {
  const journey = JOURNEYS.find(({ name }) => name === "a renewal");
  await begin(page, journey);
  await submitOrder(page);
  const other = await context.newPage();
  await open(other, page.url());
  await page.locator("label[for=pay-transfer]").click();
  await expect(other.locator("#transfer-reference")).toHaveValue(orderNumber(page));
  await page.reload();
  await ready(page);
  await expect(page.locator("#pay-transfer")).toBeChecked();
  await other.getByRole("button", { name: "金额一致，确认到账" }).click();
  await expect(page.locator(".countdown")).toBeVisible();
  await page.locator(".order-status button", { hasText: "快进" }).click();
  await expectBoughtOnce(page, journey);
});

test("a code that was sent before a reload can still be entered", async ({ page }) => {
  await open(page, "/checkout?edition=advanced&term=1");
  await become(page, CUSTOMER.experience);
  await page.keyboard.press("Escape");
  await forward(page, "快进 5 分钟", 6);
  const openPopover = () => page.locator(".refusal").getByRole("button", { name: "验证安全手机" }).click();
  await openPopover();
  await page.getByRole("button", { name: "发送验证码" }).click();
  const code = (await page.locator(".message").innerText()).match(/\d{6}/)[0];
  await page.reload();
  await ready(page);
  await openPopover();
  await page.getByRole("button", { name: "发送验证码" }).click();
  await expect(page.getByRole("button", { name: /秒后可重新发送/ })).toBeVisible();
  await page.locator("#phone-code").fill(code);
  await expect(page.locator("#security-phone")).toBeHidden();
  await buy(page);
  await expect(edition(page)).toHaveText("高级版");
});
