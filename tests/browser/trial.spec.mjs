// The trial: from the card of an edition to the account, its end, and leads. Its form is in trial_form.spec.mjs.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./test.mjs";
import { CUSTOMER, become, forward, open, ready, watchConsole } from "./shop.mjs";
import {
  FLAGSHIP, apply, consent, everything, fillAndReview, goOn, openAs, review, submit, summary, typed,
} from "./trial-form.mjs";

test("from the card of an edition to the effective edition on the account page", { tag: "@http" }, async ({ page }) => {
  const expectNoErrors = watchConsole(page);
  await openAs(page, CUSTOMER.experience, "/pricing");
  const card = page.locator(".card", { has: page.getByRole("heading", { name: "旗舰版" }) });
  await card.getByRole("link", { name: "试用 7 天" }).click();
  await page.waitForURL(`**${FLAGSHIP}`);
  await apply(page);
  await page.getByRole("link", { name: "查看企业权益" }).click();
  await page.waitForURL("**/account");
  await expect(page.locator(".edition-name")).toHaveText("旗舰版");
  await expect(page.locator(".balance-left")).toHaveText("50");
  expectNoErrors();
});

test("another edition can be chosen, and the address has it", async ({ page }) => {
  await openAs(page, CUSTOMER.experience);
  await page.getByLabel("试用高级版").check();
  await expect(page).toHaveURL(/edition=advanced/);
  await expect(page.locator("#trial-form")).toHaveText("申请试用高级版");
});

test("two tabs that apply at once open one trial", { tag: "@http" }, async ({ page, context }) => {
  const other = await context.newPage();
  await openAs(page, CUSTOMER.experience);
  await open(other, FLAGSHIP);
  await fillAndReview(page);
  await fillAndReview(other);
  const buttons = await Promise.all([page, other].map((tab) => submit(tab).elementHandle()));
  await Promise.all(buttons.map((button) => button.evaluate((element) => element.click())));
  for (const tab of [page, other]) await expect(tab.locator("#trial-status")).toHaveText("旗舰版试用中");
  await open(page, "/account");
  await expect(page.locator(".balance-left")).toHaveText("50");
});

test("with storage full nothing begins, nothing typed is lost, and it works again", async ({ page }) => {
  await openAs(page, CUSTOMER.experience);
  await fillAndReview(page);
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    window.restore = () => (IDBObjectStore.prototype.put = put);
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await submit(page).click();
  await expect(review(page).locator(".notice-danger")).toContainText("存储空间已满");
  await page.evaluate(() => window.restore());
  await submit(page).click();
  await expect(page.locator("#trial-status")).toHaveText("旗舰版试用中");
});

test("a customer that pays tries a higher edition, and falls back to what was paid", async ({ page }) => {
  await openAs(page, CUSTOMER.advanced);
  await apply(page);
  await expect(page.locator(".trial-status dd").nth(1)).toHaveText("高级版");
  await forward(page, "快进 1 天", 7);
  await expect(page.locator("#trial-status")).toHaveText("旗舰版的试用已结束");
  await open(page, "/account");
  await expect(page.locator(".edition-name")).toHaveText("高级版");
});

test("without a connection the application is made all the same, once", async ({ page, context }) => {
  await openAs(page, CUSTOMER.experience);
  await fillAndReview(page);
  await context.setOffline(true);
  await submit(page).click();
  await expect(page.locator("#trial-status")).toHaveText("旗舰版试用中");
  await context.setOffline(false);
  await page.reload();
  await ready(page);
  await expect(page.locator("#trial-status")).toHaveText("旗舰版试用中");
});

test.describe("a trial that runs", () => {
  test.beforeEach(async ({ page }) => {
    await openAs(page, CUSTOMER.experience);
    await apply(page);
  });

  test("counts down by the demonstration's clock", async ({ page }) => {
    await expect(page.getByRole("timer")).toHaveText("还有 7 天 0 小时");
    await forward(page, "快进 1 天", 1);
    await expect(page.getByRole("timer")).toHaveText("还有 6 天 0 小时");
    await forward(page, "快进 5 分钟", 1);
    await expect(page.getByRole("timer")).toHaveText("还有 5 天 23 小时");
  });

  test("ends by itself, and then says how to buy", async ({ page }) => {
    await forward(page, "快进 30 天");
    await expect(page.locator("#trial-status")).toHaveText("旗舰版的试用已结束");
    await page.getByRole("link", { name: "购买旗舰版" }).click();
    await page.waitForURL("**/checkout?edition=flagship&term=1");
  });

  test("is over on the account page too, where it was in sight", async ({ page }) => {
    await open(page, "/account");
    await expect(page.getByRole("timer")).toHaveText("还有 7 天 0 小时");
    await forward(page, "快进 30 天");
    await expect(page.locator(".edition-name")).toHaveText("体验版");
    await expect(page.locator(".trial-status")).toContainText("旗舰版的试用已结束");
  });

  test("is never offered again", async ({ page }) => {
    await forward(page, "快进 30 天");
    await open(page, "/trial?edition=advanced");
    await expect(page.locator("#trial-status")).toHaveText("旗舰版的试用已结束");
    await expect(page.locator("#trial-phone")).toHaveCount(0);
  });

  test("goes on when the consent is taken back and the details are deleted", { tag: "@http" }, async ({ page }) => {
    await page.getByRole("button", { name: "撤回同意" }).click();
    await expect(page.locator(".erased")).toHaveText("联系方式已删除。");
    await page.reload();
    await ready(page);
    await expect(page.locator("#trial-status")).toHaveText("旗舰版试用中");
    await expect(page.getByRole("button", { name: "撤回同意" })).toHaveCount(0);
  });
});

test.describe("a visitor", () => {
  test.beforeEach(async ({ page }) => open(page, FLAGSHIP));

  test("leaves a lead, which opens no trial, and is told the next step", { tag: "@http" }, async ({ page }) => {
    await fillAndReview(page);
    await submit(page).click();
    await expect(page.locator("#trial-received")).toBeFocused();
    await expect(page.locator(".trial-received")).toContainText("登录后即可申请试用");
    await become(page, CUSTOMER.experience);
    await expect(page.locator("#trial-form")).toHaveText("申请试用旗舰版");
  });

  test("who then signs in need not type again, but agrees anew", { tag: "@http" }, async ({ page }) => {
    await fillAndReview(page);
    await submit(page).click();
    await expect(page.locator("#trial-received")).toBeVisible();
    await become(page, CUSTOMER.experience);
    expect(await typed(page)).toEqual(everything());
    await expect(consent(page)).not.toBeChecked();
  });

  test("takes the consent back, and the details are deleted", { tag: "@http" }, async ({ page }) => {
    await fillAndReview(page);
    await submit(page).click();
    await page.getByRole("button", { name: "撤回同意" }).click();
    await expect(page.locator(".erased")).toBeFocused();
    await page.reload();
    await ready(page);
    expect(await typed(page)).toEqual(["", "", "", ""]);
  });

  test("sends nothing anywhere", async ({ page }) => {
    const sent = [];
    page.on("request", (request) => request.method() !== "GET" && sent.push(request.url()));
    await fillAndReview(page);
    await submit(page).click();
    await expect(page.locator("#trial-received")).toBeVisible();
    expect(sent).toEqual([]);
  });
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  for (const [language, lead, only] of [["", "试用 7 天", "提交需要启用 JavaScript"], ["/en", "A trial of 7 days", "Sending needs JavaScript"]]) {
    test(`the page is complete and says whom to call: ${language || "/"}`, async ({ page }) => {
      await page.goto(`${language}/trial`);
      await expect(page.locator(".lead")).toContainText(lead);
      await expect(page.locator(".trial-edition h3")).toHaveCount(3);
      await expect(page.locator(".trial-facts h2")).toHaveCount(2);
      await expect(page.locator("noscript p")).toContainText(only);
      await expect(page.locator("noscript p")).toContainText("400-000-0000");
      await expect(goOn(page)).toBeDisabled();
    });
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("nothing is wider than the screen, in any state", async ({ page }) => {
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    await openAs(page, CUSTOMER.experience);
    expect(await width()).toBe(390);
    await goOn(page).click();
    await expect(summary(page)).toBeFocused();
    expect(await width()).toBe(390);
    await fillAndReview(page);
    expect(await width()).toBe(390);
    await submit(page).click();
    await expect(page.locator("#trial-status")).toBeVisible();
    expect(await width()).toBe(390);
  });
});

for (const colorScheme of ["light", "dark"]) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    test.use({ colorScheme });

    const expectNothing = async (page) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
    };

    test("with a visitor", async ({ page }) => {
      for (const path of ["/trial", `/en${FLAGSHIP}`, "/trial?edition=gold"]) {
        await open(page, path);
        await expectNothing(page);
      }
    });

    test("with a refusal", async ({ page }) => {
      await openAs(page, CUSTOMER.professional, "/trial?edition=advanced");
      await expectNothing(page);
    });

    test("from mistakes to the end of the trial", async ({ page }) => {
      // Looked through at each step.
      test.slow();
      await openAs(page, CUSTOMER.experience);
      await goOn(page).click();
      await expect(summary(page)).toBeFocused();
      await expectNothing(page);
      await fillAndReview(page);
      await expectNothing(page);
      await submit(page).click();
      await expect(page.locator("#trial-status")).toBeVisible();
      await expectNothing(page);
      await open(page, "/account");
      await expectNothing(page);
      await forward(page, "快进 30 天");
      await expect(page.locator("#trial-status")).toContainText("已结束");
      await expectNothing(page);
    });
  });
}
