// What stands on the page of usage, and in its file.
import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";

export const number = (text) => Number(text.replaceAll(",", ""));

/** The number beside a word of the balance. */
export async function balance(page, word) {
  return number(await page.locator(".usage-number", { hasText: word }).locator("dd").innerText());
}

/** What the sentence above the chart says: used, returned, void. */
export async function sums(page) {
  return (await page.locator(".usage-sum").innerText()).match(/[\d,]+/g).map(number);
}

/** The sums of the columns of the chart, as its table says them. */
export async function charted(page) {
  await page.getByText("以表格查看").click();
  const cells = await page.locator(".chart-table tbody td").allInnerTexts();
  const column = (which) => cells.filter((_, index) => index % 3 === which).map(number).reduce((a, b) => a + b, 0);
  return [column(0), column(1), column(2)];
}

/** The cells of the exported file, without its head. */
export async function exported(page) {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出 CSV" }).click();
  const file = await (await downloading).path();
  const text = await readFile(file, "utf8");
  expect(text.startsWith("\ufeff")).toBe(true);
  const lines = text.slice(1).trimEnd().split("\r\n").map((line) => line.split(","));
  expect(lines.shift()).toEqual(["编号", "名称", "使用时间", "进展", "退回或作废时间", "来源"]);
  return lines;
}
