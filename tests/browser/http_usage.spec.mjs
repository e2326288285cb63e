// Usage as the e-sign system reports it to a server, by signed calls: what is spent is seen by who is looking, and every
// number agrees with the others and with the file.
import { CUSTOMER, HINDERED, become, open, ready } from "./shop.mjs";
import { ADVANCED, removeMember, reportContracts, reportSigning, withdraw } from "./esign-system.mjs";
import { expect, test } from "./test.mjs";
import { balance, charted, exported, sums } from "./usage-page.mjs";

const { account } = ADVANCED;
const numbers = (count) => Array.from({ length: count }, (_, index) => `HT${String(index).padStart(5, "0")}`);
const left = (page) => page.locator(".usage-number", { hasText: "剩余" }).locator("dd");
const ledger = (page) => page.locator(".usage-ledger tbody tr");

/** Whoever comes back to a page sees what is by now. */
const comeBack = (page) => page.evaluate(() => window.dispatchEvent(new Event("focus")));

test.describe("over HTTP", { tag: "@http" }, () => {
  test("QUOTA-2, QUOTA-6: what is reported counts once, and balance, chart, ledger and file agree", async ({ page, baseURL }) => {
    await open(page, "/usage");
    await become(page, CUSTOMER.advanced);
    const before = await balance(page, "剩余");
    const contracts = numbers(120);
    await reportContracts(baseURL, account, contracts);
    // A report whose answer got lost is sent again.
    await reportContracts(baseURL, account, contracts.slice(60));
    await withdraw(baseURL, account, contracts[0]);
    await reportSigning(baseURL, account, contracts[1], "signed");
    await reportSigning(baseURL, account, contracts[2], "rejected");
    await comeBack(page);
    await expect(left(page)).toHaveText((before - 119).toLocaleString("en"));
    expect(await balance(page, "已用")).toBe(119);
    expect(await balance(page, "退回")).toBe(1);
    expect(await sums(page)).toEqual([120, 1, 0]);
    expect(await charted(page)).toEqual([120, 1, 0]);
    const lines = await exported(page);
    expect(lines.map(([contract]) => contract).sort()).toEqual(contracts);
    const became = Object.fromEntries(lines.map(([contract, , , progress]) => [contract, progress]));
    expect(contracts.slice(0, 3).map((contract) => became[contract])).toEqual(["已撤回，份额已退回", "已签署完成", "已被拒签"]);
  });

  test("the ledger is turned over and filtered by day, in the address", async ({ page, baseURL }) => {
    await reportContracts(baseURL, account, numbers(120));
    await open(page, "/usage");
    await become(page, CUSTOMER.advanced);
    await expect(page.locator(".pager p")).toContainText("120 条");
    await page.getByRole("button", { name: "下一页" }).click();
    await expect(page.locator(".pager p")).toContainText("第 2 页");
    await page.reload();
    await ready(page);
    await expect(page.locator(".pager p")).toContainText("第 2 页");
    const shown = await ledger(page).count();
    expect(shown).toBeGreaterThan(0);
    await page.locator("#usage-from").fill("2020-01-01");
    await page.locator("#usage-to").fill("2020-01-31");
    await expect(page).toHaveURL(/from=2020-01-01&to=2020-01-31/);
    await expect(page.locator(".usage-ledger")).toContainText("没有使用记录");
    await page.getByRole("navigation", { name: "份额种类" }).getByRole("link", { name: /报告/ }).click();
    await expect(page).toHaveURL(/kind=report/);
  });

  test("QUOTA-7: what runs low is told to who is looking, and leads to more", async ({ page, baseURL }) => {
    await open(page, "/usage");
    await become(page, CUSTOMER.advanced);
    await expect(left(page)).toHaveText("1,500");
    await expect(page.locator(".ending-notices")).toHaveCount(0);
    await reportContracts(baseURL, account, numbers(1200));
    await comeBack(page);
    await expect(page.locator(".ending-notices")).toContainText("合同份额已使用 80%");
    await page.locator(".ending-notices").getByRole("link", { name: /加购/ }).click();
    await expect(page).toHaveURL(/checkout\?packs=contract_pack:1000x1/);
  });

  test("ROLE-2: an employee sees usage and no way to buy; who is no member any more sees nothing", async ({ page, baseURL }) => {
    await reportContracts(baseURL, account, numbers(3));
    await open(page, "/usage");
    await become(page, HINDERED.employee);
    await expect(ledger(page)).toHaveCount(3);
    await expect(page.locator(".usage-outlook a")).toHaveCount(0);
    await removeMember(baseURL, account, "demo-employee-employee");
    await comeBack(page);
    await expect(ledger(page)).toHaveCount(0);
    await expect(page.locator("main")).not.toContainText("HT0000");
  });
});
