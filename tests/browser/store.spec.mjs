// The store over a real IndexedDB: the contract suite, and two tabs that write at once.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = process.env.CONTRACT_PAGE ?? resolve(root, ".site/contract-page");
const TYPES = { html: "text/html", js: "text/javascript", wasm: "application/wasm" };

/** Opens the test-only page, which is served from its folder and from nowhere else. */
async function contractPage(context) {
  const page = await context.newPage();
  await page.route("**/contract/**", async (route) => {
    const name = new URL(route.request().url()).pathname.split("/").pop();
    const body = await readFile(resolve(folder, name));
    await route.fulfill({ body, contentType: TYPES[name.split(".").pop()] });
  });
  await page.goto("/contract/index.html");
  await page.waitForFunction(() => window.contract);
  return page;
}

test("the browser's store passes the contract suite", async ({ context }) => {
  const page = await contractPage(context);
  const checks = JSON.parse(await page.evaluate(() => window.contract.run_contract("contract", "1")));
  expect(checks.length).toBeGreaterThanOrEqual(8);
  expect(checks.filter((check) => check.broken !== null)).toEqual([]);
});

test("a thousand writes from each of two tabs: none is lost, none is doubled, each tab's in order", async ({ context }) => {
  test.setTimeout(180_000);
  const tabs = [await contractPage(context), await contractPage(context)];
  const COUNT = 1_000;
  const write = ([writer, count]) => window.contract.append_many("two-tabs", "account", writer, count);
  await Promise.all(tabs.map((tab, index) => tab.evaluate(write, [`tab${index}`, COUNT])));
  const marks = JSON.parse(await tabs[0].evaluate(() => window.contract.marks("two-tabs", "account")));
  expect(marks.length).toBe(2 * COUNT);
  for (const writer of ["tab0", "tab1"]) {
    const own = marks.filter((mark) => mark.startsWith(`${writer}-`));
    expect(own).toEqual(Array.from({ length: COUNT }, (_, number) => `${writer}-${number}`));
  }
});

test("a name claimed by two tabs at once stands for one text in both", async ({ context }) => {
  const tabs = [await contractPage(context), await contractPage(context)];
  const claim = (fresh) => window.contract.claim("claims", "basket", fresh);
  const claimed = await Promise.all(tabs.map((tab, index) => tab.evaluate(claim, `tab${index}`)));
  expect(claimed[0]).toBe(claimed[1]);
});
