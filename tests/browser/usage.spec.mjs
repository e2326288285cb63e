// What was used, what is left, and every single use: the numbers on screen agree with each other and with the file.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { CUSTOMER, HINDERED, become, expectNoSideways, forward, open, watchConsole } from "./shop.mjs";
import { balance, charted, exported, sums } from "./usage-page.mjs";

const FLAGSHIP = "海岳样例集团有限公司";

/** Presses a button of the demonstration's e-sign system, and waits until it is done. */
async function act(page, name) {
  const button = page.locator(".usage-activity").getByRole("button", { name, exact: true });
  await button.click();
  await expect(page.locator(".usage-activity button[aria-disabled=true]")).toHaveCount(0, { timeout: 20_000 });
}

async function withPast(page, customer = CUSTOMER.advanced) {
  await open(page, "/usage?period=all");
  await become(page, customer);
  await page.keyboard.press("Escape");
  await act(page, "生成过去的用量");
  await expect(page.locator(".pager p")).toBeVisible();
}

/** What the store itself holds, row by row: used, returned, void. */
async function stored(page) {
  return page.evaluate(async () => {
    const asked = (request) => new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const sums = [0, 0, 0];
    for (const { name } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name));
      if (database.objectStoreNames.contains("ledger")) {
        const rows = await asked(database.transaction("ledger").objectStore("ledger").getAll());
        for (const { quota, row } of rows) {
          if (quota !== "contract") continue;
          const { progress } = JSON.parse(row).entry;
          sums[0] += 1;
          if (progress.returned) sums[1] += 1;
          if (progress.void) sums[2] += 1;
        }
      }
      database.close();
    }
    return sums;
  });
}

test("a past is made up, and balance, chart, ledger and file agree", async ({ page }) => {
  const noErrors = watchConsole(page);
  await withPast(page);
  const [taken, returned, void_] = await sums(page);
  expect(taken).toBeGreaterThan(300);
  expect(await stored(page)).toEqual([taken, returned, void_]);
  expect(await balance(page, "已用")).toBe(taken - returned);
  expect(await balance(page, "剩余")).toBe((await balance(page, "总量")) - taken + returned);
  await expect(page.locator(".pager p")).toContainText(`${taken} 条`);
  expect(await charted(page)).toEqual([taken, returned, void_]);
  const lines = await exported(page);
  expect(lines.length).toBe(taken);
  expect(new Set(lines.map((line) => line[0])).size).toBe(taken);
  expect(lines.filter((line) => line[3] === "已撤回，份额已退回").length).toBe(returned);
  noErrors();
});

test("quota 2: a withdrawn contract comes back, and the ledger says so", async ({ page }) => {
  await open(page, "/usage");
  await become(page, CUSTOMER.advanced);
  await page.keyboard.press("Escape");
  const before = await balance(page, "剩余");
  await act(page, "发起 10 份合同");
  expect(await balance(page, "剩余")).toBe(before - 10);
  await act(page, "撤回最近 1 份");
  expect(await balance(page, "剩余")).toBe(before - 9);
  expect(await balance(page, "退回")).toBe(1);
  await expect(page.locator("tbody tr", { hasText: "份额已退回" })).toHaveCount(1);
  await act(page, "拒签最近 1 份");
  await act(page, "签署最近 10 份");
  await expect(page.locator("tbody tr", { hasText: "已签署完成" })).toHaveCount(8);
  // What is signed or rejected cannot be withdrawn any more.
  await act(page, "撤回最近 1 份");
  expect(await balance(page, "剩余")).toBe(before - 9);
  await expect.poll(() => sums(page)).toEqual([10, 1, 0]);
});

test("quota 2: withdrawn after the end of its batch, a unit is void and not given back", async ({ page }) => {
  await open(page, "/usage");
  await become(page, CUSTOMER.professional);
  await page.keyboard.press("Escape");
  await act(page, "发起 1 份合同");
  await forward(page, "快进 30 天");
  await act(page, "撤回最近 1 份");
  await expect(page.locator("tbody tr", { hasText: "不再退回" })).toHaveCount(1);
  await expect.poll(() => sums(page)).toEqual([1, 0, 1]);
  await expect(page.getByText("还没有这种份额")).toBeVisible();
});

test("quota 4: more than is left is refused with the ways to more, and nothing is taken", async ({ page }) => {
  await open(page, "/usage");
  await become(page, CUSTOMER.experience);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "发起 1 份合同" }).click();
  await expect(page.locator(".usage-activity")).toContainText("QUOTA-4");
  await expect(page.locator(".usage-activity").getByRole("link").first()).toBeVisible();
  await expect(page.locator(".usage-ledger")).toContainText("没有使用记录");
});

test("quota 7: what runs low is said above the page", async ({ page }) => {
  await open(page, "/usage");
  await become(page, CUSTOMER.advanced);
  await page.keyboard.press("Escape");
  await expect(page.locator(".ending-notices")).toHaveCount(0);
  for (let hundred = 0; hundred < 12; hundred += 1) await act(page, "发起 100 份合同");
  await expect(page.locator(".ending-notices")).toContainText("合同份额已使用 80%");
});

test("a notice of what ends or runs low leads to what helps", async ({ page }) => {
  await open(page, "/account");
  await become(page, CUSTOMER.professional);
  await page.keyboard.press("Escape");
  const notices = page.locator(".ending-notices");
  await notices.getByRole("link", { name: "查看剩余份额" }).first().click();
  await expect(page).toHaveURL(/\/usage$/);
  await notices.getByRole("link", { name: "续费专业版" }).click();
  await expect(page).toHaveURL(/\/checkout\?edition=professional&term=1$/);
  await open(page, "/account?channel=mini_program");
  await expect(notices.locator(".refusal")).toContainText("CH-3");
  await notices.getByRole("button", { name: "前往网页端" }).click();
  await expect(page.locator("#help textarea")).toHaveValue(/checkout\?edition=professional&term=1$/);
});

test("what could not be read is asked for again", async ({ page }) => {
  await open(page, "/usage");
  await become(page, CUSTOMER.advanced);
  await page.keyboard.press("Escape");
  await act(page, "发起 1 份合同");
  await page.evaluate(() => {
    const transaction = IDBDatabase.prototype.transaction;
    window.restore = () => (IDBDatabase.prototype.transaction = transaction);
    IDBDatabase.prototype.transaction = function (stores, ...rest) {
      if (stores.includes("usage-days")) throw new DOMException("lost", "UnknownError");
      return transaction.call(this, stores, ...rest);
    };
  });
  await page.locator("label", { hasText: "30 天" }).click();
  const ledger = page.locator(".usage-ledger");
  await expect(ledger).toContainText("保存数据时出错");
  await ledger.getByRole("button", { name: "重试" }).click();
  await expect(page.locator("#usage-ledger")).toBeFocused();
  await expect(ledger).toContainText("保存数据时出错");
  await page.evaluate(() => window.restore());
  await ledger.getByRole("button", { name: "重试" }).click();
  await expect(ledger.locator("tbody tr")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "重试" })).toHaveCount(0);
});

test("period, kind, steps and page are in the address, and come back with it", async ({ page }) => {
  await withPast(page);
  await page.getByRole("button", { name: "下一页" }).click();
  await expect(page).toHaveURL(/period=all&page=2$/);
  await expect(page.locator(".pager p")).toContainText("第 2 页");
  await expect(page.locator("#usage-ledger")).toBeFocused();
  await page.locator("label", { hasText: "按月" }).click();
  await expect(page).toHaveURL(/step=month/);
  await page.reload();
  await expect(page.locator(".pager p")).toContainText("第 2 页");
  await expect(page.locator("#usage-step-month")).toBeChecked();
  await page.locator("#usage-from").fill("2026-09-01");
  await page.locator("#usage-to").fill("2026-09-30");
  await expect(page).toHaveURL(/from=2026-09-01&to=2026-09-30/);
  await expect(page.locator(".usage-ledger tbody .code").first()).toHaveText(/^HT202609/);
  const september = await page.locator(".usage-ledger tbody .code").allInnerTexts();
  expect(september.length).toBeGreaterThan(10);
  expect(september.every((subject) => subject.startsWith("HT202609"))).toBe(true);
  await page.getByRole("navigation", { name: "份额种类" }).getByRole("link", { name: /报告/ }).click();
  await expect(page).toHaveURL(/kind=report&from=2026-09-01/);
});

test("days the wrong way round are told, and nothing is lost", async ({ page }) => {
  await withPast(page);
  await page.locator("#usage-to").fill("2026-01-01");
  await expect(page.locator("#usage-days-error")).toContainText("开始日期不能晚于结束日期");
  await expect(page.locator("#usage-to")).toHaveValue("2026-01-01");
  await expect(page.locator(".usage-ledger tbody tr").first()).toBeVisible();
});

test("the forecast says when it is used up, and leads to the cheapest way to more", async ({ page }) => {
  await withPast(page);
  await expect(page.locator(".usage-outlook")).toContainText(/最近 30 天使用了 \d+ 份合同/);
  await act(page, "发起 100 份合同");
  while ((await balance(page, "剩余")) >= 100) await act(page, "发起 100 份合同");
  await forward(page, "快进 1 天");
  await expect(page.locator(".usage-outlook")).toContainText(/预计 \d{4}年\d+月\d+日 用完/);
  await page.locator(".usage-outlook a").click();
  await expect(page).toHaveURL(/checkout\?packs=contract_pack:1000x1/);
});

test("role 2 and ch 9: an employee sees usage, the personal mini-program shows none", async ({ page }) => {
  await open(page, "/usage");
  await become(page, HINDERED.employee);
  await page.keyboard.press("Escape");
  await expect(page.locator(".usage-numbers")).toBeVisible();
  await expect(page.locator(".usage-outlook a")).toHaveCount(0);
  await open(page, "/usage?channel=personal_mini_program");
  await expect(page.locator("main")).toContainText("CH-9");
});

test("another tab sees what was used at once", async ({ page, context }) => {
  await open(page, "/usage");
  await become(page, CUSTOMER.advanced);
  await page.keyboard.press("Escape");
  const other = await context.newPage();
  await open(other, "/usage");
  const before = await balance(other, "剩余");
  await act(page, "发起 1 份合同");
  await expect(other.locator(".usage-number", { hasText: "剩余" }).locator("dd")).toHaveText((before - 1).toLocaleString("en"));
  await expect(other.locator(".usage-ledger tbody tr")).toHaveCount(1);
});

for (const colorScheme of ["light", "dark"]) {
  test(`nothing for axe to say, and nothing wider than a small screen, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 800 });
    await withPast(page, FLAGSHIP);
    await page.getByText("以表格查看").click();
    await expectNoSideways(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
  });
}
