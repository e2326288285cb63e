// The trial's form: what is typed and kept, mistakes and how they are told, and the last look before it is sent.
import { CUSTOMER, become, ready } from "./shop.mjs";
import { expect, test } from "./test.mjs";
import {
  FLAGSHIP, PERSON, apply, consent, everything, fill, fillAndReview, goOn, openAs, review, summary, typed,
} from "./trial-form.mjs";

test("the review shows the form as it is understood", { tag: "@http" }, async ({ page }) => {
  await openAs(page, CUSTOMER.experience);
  await fillAndReview(page);
  await expect(review(page).locator("dd")).toHaveText(["旗舰版", "林样", "13800000000", "制造", "12,000"]);
});

test("the heading of the review takes the focus", async ({ page }) => {
  await openAs(page, CUSTOMER.experience);
  await fillAndReview(page);
  await expect(review(page).getByRole("heading")).toBeFocused();
});

test("back from the review everything still stands there, the consent too", { tag: "@http" }, async ({ page }) => {
  await openAs(page, CUSTOMER.experience);
  await fillAndReview(page);
  await page.getByRole("button", { name: "返回修改" }).click();
  await expect(page.locator("#trial-name")).toBeFocused();
  expect(await typed(page)).toEqual(everything());
  await expect(consent(page)).toBeChecked();
});

test("what was typed is kept through a reload, but not the consent", { tag: "@http" }, async ({ page }) => {
  await openAs(page, CUSTOMER.experience);
  await fill(page);
  await consent(page).check();
  await page.reload();
  await ready(page);
  await expect(page.locator("#trial-name")).toHaveValue(PERSON.name);
  expect(await typed(page)).toEqual(everything());
  await expect(consent(page)).not.toBeChecked();
});

test("what was typed is kept when one goes away and comes back", { tag: "@http" }, async ({ page }) => {
  await openAs(page, CUSTOMER.experience);
  await fill(page);
  await page.getByRole("link", { name: "版本与价格" }).first().click();
  await page.waitForURL("**/pricing");
  await page.goBack();
  await expect(page.locator("#trial-name")).toHaveValue(PERSON.name);
  expect(await typed(page)).toEqual(everything());
});

test("what was typed before the app was ready is kept", async ({ page }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(FLAGSHIP, { waitUntil: "commit" });
  await page.locator("#trial-name").fill(PERSON.name);
  release();
  await ready(page);
  await expect(page.locator("#trial-name")).toHaveValue(PERSON.name);
});

test("after applying nothing that was typed stays in the tab", { tag: "@http" }, async ({ page }) => {
  await openAs(page, CUSTOMER.experience);
  await apply(page);
  const kept = () => page.evaluate(() => JSON.stringify(sessionStorage));
  expect(await kept()).not.toContain(PERSON.name);
});

test("clearing the demonstration clears what was typed", async ({ page }) => {
  await openAs(page, CUSTOMER.experience);
  await fill(page);
  await page.locator(".identity-button").click();
  await page.getByRole("button", { name: "清空演示数据" }).click();
  await expect(page.locator(".identity-button")).toContainText("访客");
  await page.reload();
  await ready(page);
  await expect(page.locator("#trial-name")).toHaveValue("");
});

test.describe("mistakes", () => {
  test.beforeEach(async ({ page }) => openAs(page, CUSTOMER.experience));

  test("the summary takes the focus and leads to each field", { tag: "@http" }, async ({ page }) => {
    await goOn(page).click();
    await expect(summary(page)).toBeFocused();
    await expect(summary(page).getByRole("link")).toHaveCount(5);
    await summary(page).getByRole("link").nth(1).click();
    await expect(page.locator("#trial-phone")).toBeFocused();
  });

  test("nothing is told while the first characters are typed", async ({ page }) => {
    await page.locator("#trial-phone").pressSequentially("138");
    await expect(page.locator("#trial-phone-error")).toBeEmpty();
    await expect(page.locator("#trial-phone")).toHaveAttribute("aria-invalid", "false");
  });

  test("a field that was left with a mistake says so, until it is right", async ({ page }) => {
    await page.locator("#trial-phone").fill("138");
    await page.locator("#trial-industry").focus();
    await expect(page.locator("#trial-phone-error")).toContainText("手机号码");
    await page.locator("#trial-phone").fill(PERSON.phone);
    await expect(page.locator("#trial-phone-error")).toBeEmpty();
  });

  test("a field that was only passed through is not complained about", async ({ page }) => {
    await page.locator("#trial-phone").focus();
    await page.locator("#trial-industry").focus();
    await expect(page.locator("#trial-phone-error")).toBeEmpty();
  });

  test("a number is read as it is typed", async ({ page }) => {
    await page.locator("#trial-phone").pressSequentially("＋８６ １３８ ００００ ００００");
    await expect(page.locator("#trial-phone-help")).toContainText("识别为 13800000000");
  });

  test("without consent nothing goes on", { tag: "@http" }, async ({ page }) => {
    await fill(page);
    await goOn(page).click();
    await expect(summary(page).getByRole("link")).toHaveText(["请先同意我们与您联系。"]);
    await expect(review(page)).toBeHidden();
  });

  test("an entry goes when its mistake is mended", async ({ page }) => {
    await goOn(page).click();
    await fill(page);
    await consent(page).check();
    await expect(summary(page)).toBeHidden();
  });
});

test("another person has to agree anew", async ({ page }) => {
  await openAs(page, CUSTOMER.experience);
  await fill(page);
  await consent(page).check();
  await become(page, CUSTOMER.advanced);
  expect(await typed(page)).toEqual(everything());
  await expect(consent(page)).not.toBeChecked();
});

test("by keyboard alone", { tag: "@http" }, async ({ page }) => {
  await openAs(page, CUSTOMER.experience);
  await page.locator("#trial-flagship").focus();
  const press = (key) => page.keyboard.press(key);
  await press("Tab");
  for (const text of everything()) {
    await page.keyboard.type(text);
    await press("Tab");
  }
  await expect(consent(page)).toBeFocused();
  await press("Space");
  await press("Tab");
  await press("Enter");
  await expect(review(page).getByRole("heading")).toBeFocused();
  await press("Tab");
  await press("Enter");
  await expect(page.locator("#trial-status")).toHaveText("旗舰版试用中");
  await expect(page.locator("#trial-status")).toBeFocused();
});

test("Enter in a field goes on", async ({ page }) => {
  await openAs(page, CUSTOMER.experience);
  await fill(page);
  await consent(page).check();
  await page.locator("#trial-industry").press("Enter");
  await expect(review(page)).toBeVisible();
});
