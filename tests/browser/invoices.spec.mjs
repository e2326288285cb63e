// Invoices as finance needs them: chosen, made out, checked, issued, downloaded (INV-1 … INV-4).
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./test.mjs";
import {
  FIRST, SECOND, CODE, COMPANY, box, goOn, summary, review, submit, rows, refusal, answer, openAs, fill,
  reviewSpecial, request, download, issue,
} from "./invoice-form.mjs";
import {
  CUSTOMER, FEE_MANAGER, HINDERED, become, expectNoSideways, open, overHttp, payAndReceive, placeOrder, pressUntil, ready,
  watchConsole,
} from "./shop.mjs";

test("bought, delivered, invoiced: a wrong code is put right, and the file has every figure", { tag: "@http" }, async ({ page, context }) => {
  const expectNoErrors = watchConsole(page);
  await open(page, "/pricing");
  await become(page, CUSTOMER.experience);
  const order = await placeOrder(page, "edition=advanced&term=1");
  await open(page, `/invoices?order=${order}`);
  await expect(page.locator(".invoices")).toContainText("目前没有可以开票的订单");
  await open(page, `/orders/${order}`);
  await payAndReceive(page);

  await open(page, `/invoices?order=${order}`);
  await expect(box(page, order)).toBeChecked();
  for (const amount of ["¥3,443.40", "¥206.60", "¥3,650.00"]) {
    await expect(page.locator(".invoice-sum")).toContainText(amount);
  }
  await page.locator("#invoice-special").check();
  await fill(page, { ...COMPANY, name: CUSTOMER.experience, code: "91350100m000100y4z" });
  await goOn(page).click();
  await expect(summary(page)).toBeFocused();
  await expect(summary(page).getByRole("link")).toHaveCount(1);
  await expect(page.locator("#invoice-code-error")).toContainText("第 18 位");
  await page.getByRole("button", { name: `改为 ${CODE}` }).click();
  await expect(page.locator("#invoice-code")).toHaveValue(CODE);
  await expect(page.locator("#invoice-code")).toBeFocused();
  await expect(page.locator("#invoice-code-error")).toBeEmpty();
  await goOn(page).click();
  await expect(review(page).getByRole("heading")).toBeFocused();
  for (const text of [order, "增值税专用发票", CODE, "人民币叁仟陆佰伍拾元整"]) await expect(review(page)).toContainText(text);
  await page.getByRole("button", { name: "申请开票，价税合计 ¥3,650.00" }).click();

  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(CUSTOMER.experience);
  await expect(page.locator(".invoices")).toContainText("目前没有可以开票的订单");
  await issue(page);
  await page.reload();
  await ready(page);
  await expect(rows(page)).toContainText("已开具");

  const paper = await context.newPage();
  await paper.setContent(await download(page));
  await expect(paper.getByRole("heading", { level: 1 })).toHaveText("增值税专用发票");
  for (const text of [
    "演示样例，不是真实发票", "衡签", CUSTOMER.experience, CODE, COMPANY.address, COMPANY.phone, COMPANY.bank, COMPANY.account,
    order, "高级版 · 1 年", "¥3,443.40", "6%", "¥206.60", "¥3,650.00", "人民币叁仟陆佰伍拾元整",
    ...(overHttp ? [] : ["2026年11月22日"]),
  ]) {
    await expect(paper.locator("main")).toContainText(text);
  }
  expectNoErrors();
});

test("several orders on one invoice, by keyboard alone", async ({ page }) => {
  await openAs(page, CUSTOMER.advanced);
  const reach = (locator) => pressUntil(page, "Tab", locator);
  const total = page.locator(".invoice-sum strong");
  await page.locator("main h1").focus();
  for (const order of [FIRST, SECOND]) {
    await reach(box(page, order));
    await page.keyboard.press("Space");
  }
  await expect(page.locator(".invoice-sum")).toContainText("已选 2 笔订单");
  const gross = await total.innerText();
  await reach(page.locator("#invoice-name"));
  await page.keyboard.type(COMPANY.name);
  // Enter in a field goes on, and an ordinary invoice needs no more than a name.
  await page.keyboard.press("Enter");
  await expect(review(page).getByRole("heading")).toBeFocused();
  await reach(submit(page));
  await page.keyboard.press("Enter");
  await expect(page.locator("#invoice-list")).toBeFocused();
  await expect(rows(page)).toHaveCount(1);
  for (const text of [gross, FIRST, SECOND, "增值税普通发票"]) await expect(rows(page)).toContainText(text);
});

test.describe("what is typed", () => {
  test.beforeEach(async ({ page }) => {
    await openAs(page, CUSTOMER.advanced);
  });

  test("every mistake is listed and leads to its field", async ({ page }) => {
    await goOn(page).click();
    await expect(summary(page)).toBeFocused();
    await expect(summary(page).getByRole("link")).toHaveText(["请选择要开票的订单，每笔一次。", "请填写发票抬头。"]);
    await summary(page).getByRole("link").nth(1).click();
    await expect(page.locator("#invoice-name")).toBeFocused();
    await page.locator("#invoice-special").check();
    await expect(summary(page).getByRole("link")).toHaveCount(7);
    await box(page, FIRST).check();
    await fill(page, COMPANY);
    await expect(summary(page)).toBeHidden();
  });

  test("a special invoice for a person is refused beside the choice", async ({ page }) => {
    await page.locator("#invoice-special").check();
    await page.locator("#invoice-person").check();
    await expect(page.locator(".invoice-form .field-error", { hasText: "专用发票只能开给企业" })).toBeVisible();
    await page.locator("#invoice-ordinary").check();
    await expect(page.locator(".invoice-form .field-error", { hasText: "专用发票只能开给企业" })).toHaveCount(0);
    await expect(page.locator("#invoice-code")).toHaveCount(0);
  });

  for (const [typed, told] of [
    ["91350100M000100Y4", "应为 18 位，现在是 17 位"],
    ["91350100M000100Y44", "校验位不符"],
    ["９1350100Ｍ000100Y4I", "第 18 位"],
  ]) {
    test(`the code ${typed} is told what is wrong with it`, async ({ page }) => {
      await page.locator("#invoice-code").fill(typed);
      await page.locator("#invoice-code").blur();
      await expect(page.locator("#invoice-code-error")).toContainText(told);
    });
  }

  test("small and full-width letters are understood, and stand right on the invoice", async ({ page }) => {
    await page.locator("#invoice-code").pressSequentially("９1350100ｍ000100y43");
    await expect(page.locator("#invoice-code-help")).toContainText(`识别为 ${CODE}`);
    await box(page, FIRST).check();
    await page.locator("#invoice-name").fill(`  ${COMPANY.name} `);
    await goOn(page).click();
    await expect(review(page)).toContainText(CODE);
  });

  test("it survives a reload, stays with its person, and is not in the address", async ({ page }) => {
    await box(page, FIRST).check();
    await page.locator("#invoice-special").check();
    await fill(page, COMPANY);
    await page.reload();
    await ready(page);
    await expect(box(page, FIRST)).toBeChecked();
    for (const [field, text] of Object.entries(COMPANY)) await expect(page.locator(`#invoice-${field}`)).toHaveValue(text);
    expect(page.url()).not.toContain("91350100");
    expect(decodeURIComponent(page.url())).not.toContain(COMPANY.name);
    await become(page, FEE_MANAGER);
    await expect(page.locator("#invoice-name")).toHaveValue("");
    await expect(box(page, FIRST)).not.toBeChecked();
  });

  test("back from the review nothing is lost", async ({ page }) => {
    await reviewSpecial(page, FIRST);
    await page.getByRole("button", { name: "返回修改" }).click();
    await expect(page.locator("#invoice-account")).toHaveValue(COMPANY.account);
    await expect(box(page, FIRST)).toBeChecked();
  });

  test("what looks like HTML means itself, on the page and in the file", async ({ page }) => {
    const name = "<img src=x onerror=alert(1)> & '公司'";
    await request(page, FIRST, { ...COMPANY, name });
    await expect(rows(page)).toContainText(name);
    await answer(page, "演示：税务平台开票成功").click();
    const text = await download(page);
    expect(text).not.toContain("<img");
    expect(text).toContain("&lt;img src=x onerror=alert(1)&gt; &amp; &#39;公司&#39;");
  });
});

test.describe("one invoice for an order, whatever happens", () => {
  test.beforeEach(async ({ page }) => {
    await openAs(page, CUSTOMER.advanced);
  });

  test("a double click asks once", async ({ page }) => {
    await reviewSpecial(page, FIRST);
    await submit(page).dblclick();
    await expect(rows(page)).toHaveCount(1);
    await page.reload();
    await ready(page);
    await expect(rows(page)).toHaveCount(1);
  });

  test("another tab that has the order chosen too is told", async ({ page, context }) => {
    const other = await context.newPage();
    await open(other, `/invoices?order=${FIRST}`);
    await reviewSpecial(other, FIRST, { ...COMPANY, name: "另一家样例公司" });
    await request(page, FIRST);
    await expect(review(other)).toBeHidden();
    await expect(box(other, FIRST)).toHaveCount(0);
    await expect(summary(other)).toContainText("这笔订单已经开过发票");
    await other.getByRole("button", { name: `移除订单 ${FIRST}` }).click();
    await expect(other.locator("#invoice-request")).toBeFocused();
    await expect(summary(other)).toContainText("请选择要开票的订单");
    await expect(rows(other)).toHaveCount(1);
    await expect(rows(other)).not.toContainText("另一家样例公司");
  });

  test("an order that has its invoice is not offered any more", async ({ page }) => {
    await request(page, FIRST);
    await open(page, `/invoices?order=${FIRST}`);
    await expect(box(page, FIRST)).toHaveCount(0);
    await expect(page.locator(".invoice-impossible")).toContainText("这笔订单已经开过发票");
    await expect(box(page, SECOND)).not.toBeChecked();
  });
});

test("orders are searched in the address, and everything that is found is chosen by keyboard", async ({ page }) => {
  await openAs(page, CUSTOMER.advanced, "/invoices?find=demo");
  const find = page.locator("#invoice-find");
  const status = page.locator(".invoice-form [role=status]", { hasText: "找到" });
  await expect(find).toHaveValue("demo");
  await expect(status).toContainText("找到 2 笔订单");
  await page.locator("main h1").focus();
  await pressUntil(page, "Tab", page.getByRole("button", { name: "全选这些订单（2 笔）" }));
  await page.keyboard.press("Enter");
  await expect(page.locator(".invoice-sum")).toContainText("已选 2 笔订单");
  const sum = await page.locator(".invoice-sum strong").innerText();
  await find.fill("order-2");
  await expect(status).toContainText("找到 1 笔订单");
  await expect(box(page, FIRST)).toHaveCount(0);
  await expect(box(page, SECOND)).toBeChecked();
  // What is chosen and not found stays chosen; Enter in the search sends nothing.
  await find.press("Enter");
  await expect(page).toHaveURL(/\/invoices\?find=order-2$/);
  await expect(summary(page)).toHaveCount(0);
  await expect(page.locator(".invoice-sum strong")).toHaveText(sum);
  await page.reload();
  await ready(page);
  await expect(find).toHaveValue("order-2");
  await expect(page.locator(".invoice-sum strong")).toHaveText(sum);
  await find.fill("2020-01");
  await expect(page.locator(".invoice-form .empty")).toContainText("没有符合的订单");
  await page.getByRole("button", { name: "显示全部订单" }).click();
  await expect(find).toBeFocused();
  await expect(box(page, FIRST)).toBeChecked();
  await page.getByRole("button", { name: "全部取消选择" }).click();
  await expect(page.locator(".invoice-sum")).toContainText("选择订单后");
});

test("clearing the form clears what was typed, says so, and outlasts a reload", async ({ page }) => {
  await openAs(page, CUSTOMER.advanced);
  await box(page, FIRST).check();
  await page.locator("#invoice-special").check();
  await fill(page, COMPANY);
  await page.getByRole("button", { name: "清空", exact: true }).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "已清空填写的内容" })).toHaveCount(1);
  await expect(page.locator("#invoice-orders")).toBeFocused();
  await expect(page.locator("#invoice-name")).toHaveValue("");
  await expect(box(page, FIRST)).not.toBeChecked();
  await page.reload();
  await ready(page);
  await expect(page.locator("#invoice-name")).toHaveValue("");
  await expect(page.locator("#invoice-ordinary")).toBeChecked();
});

test("English: the same, with a file in English", async ({ page }) => {
  await openAs(page, CUSTOMER.advanced, "/en/invoices");
  await page.getByRole("checkbox", { name: `Choose order ${FIRST}`, exact: true }).check();
  await page.locator("#invoice-special").check();
  await fill(page, { ...COMPANY, code: "9I350100M000100Y43" });
  await page.getByRole("button", { name: `Change to ${CODE}` }).click();
  await goOn(page).click();
  await page.getByRole("button", { name: "Ask for the invoice for ¥3,650.00" }).click();
  await page.getByRole("button", { name: "Demo: the invoice is issued" }).click();
  const text = await download(page, "Download the invoice");
  for (const part of ["lang=\"en\"", "Special VAT invoice", "Evensign", "¥3,443.40", "人民币叁仟陆佰伍拾元整"]) {
    expect(text).toContain(part);
  }
});

test.describe("320 px wide", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("nothing scrolls sideways, from the form to the issued invoice", async ({ page }) => {
    await openAs(page, CUSTOMER.advanced);
    await expectNoSideways(page);
    await page.locator("#invoice-special").check();
    await goOn(page).click();
    await expectNoSideways(page);
    await reviewSpecial(page, FIRST);
    await expectNoSideways(page);
    await submit(page).click();
    await answer(page, "演示：税务平台开票成功").click();
    await expect(rows(page)).toContainText("已开具");
    await expectNoSideways(page);
  });

  test("nor where orders are searched, in either language", async ({ page }) => {
    await openAs(page, CUSTOMER.advanced, "/invoices?find=demo");
    for (const path of ["/invoices?find=demo", "/en/invoices?find=demo", "/en/invoices?find=none"]) {
      await open(page, path);
      await expect(page.locator("#invoice-find")).toBeVisible();
      await expectNoSideways(page);
    }
  });
});

for (const colorScheme of ["light", "dark"]) {
  test.describe(`axe, ${colorScheme}`, () => {
    test.use({ colorScheme });

    const expectNothing = async (page) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
      expect(found).toEqual([]);
    };

    test("a visitor, and who has nothing to invoice", async ({ page }) => {
      await open(page, "/invoices");
      await expectNothing(page);
      await become(page, CUSTOMER.experience);
      await expect(page.locator(".invoices .empty")).toBeVisible();
      await expectNothing(page);
    });

    test("from a wrong form to an issued invoice", async ({ page }) => {
      // The page is looked at seven times.
      test.slow();
      await openAs(page, CUSTOMER.advanced);
      await expectNothing(page);
      await box(page, FIRST).check();
      await page.locator("#invoice-special").check();
      await page.locator("#invoice-code").fill("91350100M000100Y4Z");
      await goOn(page).click();
      await expect(summary(page)).toBeVisible();
      await expectNothing(page);
      await reviewSpecial(page, FIRST);
      await expectNothing(page);
      await submit(page).click();
      await expect(rows(page)).toContainText("开票中");
      await expectNothing(page);
      await answer(page, "演示：开票失败，抬头不符").click();
      await expect(rows(page)).toContainText("没有接受这个抬头");
      await expectNothing(page);
      await request(page, FIRST);
      await answer(page, "演示：税务平台开票成功").click();
      await page.getByText("发票有误，需要更换？").click();
      await expectNothing(page);
      await open(page, "/invoices?find=demo");
      await expect(page.locator("#invoice-find")).toBeVisible();
      await expectNothing(page);
    });

    test("refusals of role and channel", async ({ page }) => {
      await openAs(page, HINDERED.employee);
      await expect(refusal(page, "ROLE-5")).toBeVisible();
      await expectNothing(page);
      await open(page, "/invoices?channel=mini_program");
      await become(page, CUSTOMER.advanced);
      await expect(refusal(page, "CH-8")).toBeVisible();
      await expectNothing(page);
    });
  });
}
