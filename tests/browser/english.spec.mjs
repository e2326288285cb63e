// The journeys in English, each to its result on the account page.
import { expect, test } from "./test.mjs";
import { CUSTOMER, HINDERED, acceptTerms, become, forward, open, overHttp, payAndReceive, payButton, submitButton, verifyPhone } from "./shop.mjs";
import { fillAndReview, submit } from "./trial-form.mjs";

const CJK = /[\u3400-\u9fff]/;
const edition = (page) => page.locator(".edition-name");
const refusal = (page, rule) => page.locator(".refusal > li", { hasText: rule });

/** Nothing but names, which say that they are Chinese or stand in quotation marks, is written in Chinese. */
async function expectEnglish(page) {
  const foreign = await page.evaluate(() => {
    const texts = [];
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isMarked = node.parentElement.closest("[lang]").lang.startsWith("zh");
      if (!isMarked) texts.push(node.data.replace(/“[^”]*”/g, ""));
    }
    return texts;
  });
  expect(foreign.filter((text) => CJK.test(text))).toEqual([]);
}

async function place(page) {
  await expectEnglish(page);
  await acceptTerms(page);
  await submitButton(page).click();
  await page.waitForURL("**/en/orders/*");
  await expectEnglish(page);
}

async function receive(page) {
  await payAndReceive(page);
  await expectEnglish(page);
  await open(page, "/en/account");
  await expectEnglish(page);
}

test("add-ons alone", { tag: "@http" }, async ({ page }) => {
  await open(page, "/en/add-ons");
  await become(page, CUSTOMER.experience);
  await page.keyboard.press("Escape");
  await expectEnglish(page);
  await page.getByRole("button", { name: "Add one pack of 50 meeting signings" }).click();
  await page.getByRole("link", { name: "Go to checkout" }).click();
  await page.waitForURL("**/en/checkout?packs=meeting_signing:50x1");
  await place(page);
  await receive(page);
  await expect(page.locator(".balance-left")).toHaveText("50");
});

test("a renewal with an integration, instead of one that is cut short", async ({ page }) => {
  await open(page, "/en/add-ons?integrations=app_integration:1");
  await become(page, CUSTOMER.professional);
  await expect(page.locator(".notice-warning")).toContainText("12 days");
  await page.getByRole("link", { name: "Renew the edition first" }).click();
  await page.waitForURL("**/en/checkout?edition=professional&term=1&integrations=app_integration:1");
  await expect(page.locator(".effects")).toContainText("The paid end moves from 4 Dec 2026");
  await place(page);
  await receive(page);
  await expect(page.locator(".edition-panel dd strong")).toContainText("4 Dec 2027");
});

test("an upgrade", async ({ page }) => {
  await open(page, "/en/account");
  await become(page, CUSTOMER.advanced);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Upgrade to Professional" }).click();
  await page.waitForURL("**/en/checkout?edition=professional&term=1");
  await expect(page.locator(".effects")).toContainText("500 contracts not used, until 5 Jul 2027");
  await place(page);
  await receive(page);
  await expect(edition(page)).toHaveText("Professional");
});

test("from the mini-program to the web, by a copied link", async ({ page }) => {
  await open(page, "/en/checkout?edition=flagship&term=1&channel=mini_program");
  await become(page, CUSTOMER.advanced);
  await refusal(page, "CH-4").getByRole("button", { name: "Continue on the web" }).click();
  const link = await page.locator("#help-link").inputValue();
  expect(link).toMatch(/\/en\/checkout\?edition=flagship&term=1$/);
  await open(page, link);
  await place(page);
  await receive(page);
  await expect(edition(page)).toHaveText("Flagship");
});

test("a phone verified by code, and a transfer", async ({ page }) => {
  await open(page, "/en/checkout?edition=advanced&term=1");
  await become(page, CUSTOMER.experience);
  await page.keyboard.press("Escape");
  await forward(page, "Skip 5 minutes", 6);
  await refusal(page, "BUY-4").getByRole("button").first().click();
  await verifyPhone(page);
  await place(page);
  await page.locator("label[for=pay-transfer]").click();
  await expect(page.locator("#transfer-amount")).toHaveValue("¥3,650.00");
  await expectEnglish(page);
  await page.getByRole("button", { name: "The amount is right" }).click();
  await expect(page.locator(".countdown")).toBeVisible();
  await open(page, "/en/account");
  await expect(edition(page)).toHaveText("Advanced");
});

test("a message for an administrator", { tag: "@http" }, async ({ page }) => {
  await open(page, "/en/checkout?packs=contract_pack:1000x1");
  await become(page, overHttp ? HINDERED.employee : "employee");
  await refusal(page, "ROLE-3").getByRole("button", { name: "Ask an administrator" }).click();
  const message = await page.locator("#help-message").inputValue();
  expect(message).not.toMatch(CJK);
  await page.keyboard.press("Escape");
  await become(page, CUSTOMER.advanced);
  await open(page, message.match(/http\S+/)[0]);
  await place(page);
  await receive(page);
  await expect(page.locator(".balance-left")).toHaveText("2,500");
});

test("a person's purchase and its binding", async ({ page }) => {
  await open(page, "/en/checkout?edition=advanced&term=1&packs=contract_pack:1000x1&channel=personal_mini_program");
  await become(page, HINDERED.buyer);
  await page.getByRole("button", { name: "Verify your phone" }).click();
  await verifyPhone(page);
  await page.locator("#enterprise-name").fill(CUSTOMER.experience);
  await place(page);
  await payButton(page).click();
  await expect(page.locator(".binding-title")).toBeVisible();
  await expectEnglish(page);
  const enterprise = page.locator(".enterprises > li", { hasText: CUSTOMER.experience });
  await enterprise.getByRole("button", { name: "Bind to this company" }).click();
  await enterprise.getByRole("button", { name: "Yes, bind it" }).click();
  await expect(page.locator(".countdown")).toBeVisible();
  await become(page, CUSTOMER.experience);
  await open(page, "/en/account");
  await expect(edition(page)).toHaveText("Advanced");
});

test("the trial", { tag: "@http" }, async ({ page }) => {
  await open(page, "/en/trial?edition=flagship");
  await become(page, CUSTOMER.experience);
  await page.keyboard.press("Escape");
  await expectEnglish(page);
  await fillAndReview(page, { name: "Lin Yang", phone: "+86 138 0000 0000", industry: "Retail", signatures: "1,200" });
  await expectEnglish(page);
  await submit(page).click();
  await expect(page.locator("#trial-status")).toContainText("Flagship");
  await open(page, "/en/account");
  await expect(edition(page)).toHaveText("Flagship");
});

test("money that is held, and an order that ends", async ({ page }) => {
  await open(page, "/en/checkout?edition=advanced&term=1");
  await become(page, CUSTOMER.experience);
  await page.keyboard.press("Escape");
  await place(page);
  await page.getByRole("button", { name: "Payment fails" }).click();
  await expect(page.locator(".cashier .notice-warning")).toContainText("did not go through");
  await page.getByRole("button", { name: "Cancel the order" }).click();
  // What can still happen to an order that is not cancelled yet are four things.
  await expect(page.locator(".simulation button")).toHaveCount(1);
  await expectEnglish(page);
  await page.locator(".simulation button").click();
  await expect(page.locator(".payments")).toContainText("¥3,650.00");
  await expectEnglish(page);
  await page.locator(".simulation button").nth(1).click();
  await expect(page.locator(".order-state")).toContainText("Closed");
  await expectEnglish(page);
});

for (const [rule, customer, query] of [
  ["CH-2", CUSTOMER.experience, "edition=professional&term=1&channel=mini_program"],
  ["CH-3", CUSTOMER.professional, "edition=professional&term=1&channel=mini_program"],
  ["CH-6", CUSTOMER.professional, "integrations=app_integration:1&channel=mini_program"],
  ["CH-5", "A person who buys", "packs=signing_report:10x1&channel=personal_mini_program"],
  ["BUY-2", HINDERED.uncertified, "edition=advanced&term=1"],
  ["BUY-3", HINDERED.notActivated, "edition=advanced&term=1"],
  ["ED-7", CUSTOMER.professional, "edition=advanced&term=1"],
  ["ADD-1", CUSTOMER.experience, "packs=contract_pack:1000x1"],
  ["ADD-3", CUSTOMER.advanced, "integrations=app_integration:1"],
  ["ADD-7", CUSTOMER.professional, "integrations=app_integration:2"],
]) {
  test(`${rule} explains itself in English, with a way out`, async ({ page }) => {
    await open(page, `/en/checkout?${query}`);
    await become(page, customer);
    await page.keyboard.press("Escape");
    await expect(refusal(page, rule).locator(".button").first()).toBeVisible();
    await expectEnglish(page);
  });
}
