// The timeline: looked at closely and moved, opened bar by bar, read as a table, printed, and laid over by a purchase.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./test.mjs";
import { BASKET, CUSTOMER, become, buy, expectNoSideways, open, pressUntil, watchConsole } from "./shop.mjs";

const panel = (page) => page.locator("section", { has: page.locator("#timeline-title") });
const rows = (page) => panel(page).locator(".timeline-row");
const labels = (page) => panel(page).locator(".timeline-label");
const range = (page) => panel(page).locator(".timeline-range");
const step = (page, name) => panel(page).getByRole("button", { name, exact: true });
const asTable = (page) => panel(page).getByRole("button", { name: "以表格查看" });

/** The account page of a customer in the middle of a year of advanced, with a pack. */
async function advanced(page, path = "/account") {
  await open(page, "/account");
  await become(page, CUSTOMER.advanced);
  await page.keyboard.press("Escape");
  if (path !== "/account") await open(page, path);
  await expect(labels(page).first()).toBeVisible();
}

/** Words of the axis that can be seen, as boxes from left to right. */
const words = (page) =>
  panel(page).locator(".timeline-axis .timeline-word:not(.timeline-today)").evaluateAll((found) =>
    found
      .map((word) => word.getBoundingClientRect())
      .filter((box) => box.width > 0)
      .map(({ left, right }) => ({ left, right }))
      .sort((one, other) => one.left - other.left));

async function expectNoWordOverAnother(page) {
  const found = await words(page);
  expect(found.length).toBeGreaterThan(0);
  for (let index = 1; index < found.length; index += 1) {
    expect(found[index].left).toBeGreaterThanOrEqual(found[index - 1].right);
  }
  const track = await panel(page).locator(".timeline-axis").boundingBox();
  expect(found.at(-1).right).toBeLessThanOrEqual(track.x + track.width + 1);
}

test("zoom and steps by keyboard are in the address, survive a reload, and are no pages of their own", async ({ page }) => {
  const expectQuiet = watchConsole(page);
  await open(page, "/pricing");
  await become(page, CUSTOMER.advanced);
  await page.keyboard.press("Escape");
  await page.locator(".nav").getByRole("link", { name: "企业权益" }).click();
  await expect(page.locator("#zoom-year")).toBeChecked();
  await pressUntil(page, "Tab", page.locator("#zoom-year"));
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("#zoom-quarter")).toBeChecked();
  await expect(page.locator("#zoom-quarter")).toBeFocused();
  await expect(page).toHaveURL(/\/account\?zoom=quarter$/);
  // 2026-11-22 is in the fourth quarter: one before it and two after it.
  await expect(range(page)).toHaveText("显示 2026年7月 至 2027年6月");
  await page.keyboard.press("Tab");
  await expect(step(page, "前一季度")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(range(page)).toHaveText("显示 2026年4月 至 2027年3月");
  await expect(step(page, "前一季度")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/account\?zoom=quarter&at=2026-04$/);
  await page.reload();
  await expect(range(page)).toHaveText("显示 2026年1月 至 2026年12月");
  await expect(page.locator("#zoom-quarter")).toBeChecked();
  await step(page, "今天").press("Enter");
  await expect(page).toHaveURL(/\/account\?zoom=quarter$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/pricing$/);
  expectQuiet();
});

test("closer in, the axis has months, and steps of a month", async ({ page }) => {
  await advanced(page);
  await page.locator("label[for=zoom-month]").click();
  await expect(range(page)).toHaveText("显示 2026年10月 至 2026年12月");
  await step(page, "后一个月").click();
  await step(page, "后一个月").click();
  await expect(range(page)).toHaveText("显示 2026年12月 至 2027年2月");
  // Another zoom stays where one is.
  await page.locator("label[for=zoom-year]").click();
  await expect(page).toHaveURL(/\/account\?at=2027-01$/);
});

test("what an address gets wrong shows the timeline from now on", async ({ page }) => {
  await advanced(page, "/account?zoom=decade&at=2026-99");
  await expect(page.locator("#zoom-year")).toBeChecked();
  await expect(labels(page)).toHaveText(["高级版", "500 份合同", "1,000 份合同"]);
});

test("where there is nothing it says so, and leads back to today", async ({ page }) => {
  await advanced(page);
  await open(page, "/account?zoom=month&at=2020-01");
  await expect(panel(page)).toContainText("这段时间里没有版本和份额");
  await expect(rows(page)).toHaveCount(0);
  await step(page, "今天").click();
  await expect(labels(page)).toHaveText(["高级版", "500 份合同", "1,000 份合同"]);
});

test("a bar opens by tap and by keyboard to its period, its units, its end and its order", async ({ page }) => {
  await advanced(page);
  const pack = rows(page).filter({ hasText: "1,000 份合同" });
  await expect(pack.locator(".timeline-facts")).toBeHidden();
  // On the picture itself.
  await pack.locator(".timeline-track").click();
  const facts = pack.locator(".timeline-facts");
  await expect(facts).toBeVisible();
  await expect(facts).toContainText("2026年11月2日 12:00");
  await expect(facts).toContainText("2027年7月5日 12:00");
  await expect(facts).toContainText("可用，还有 225 天");
  await expect(facts).toContainText("剩 1,000，共 1,000");
  await expect(facts).toContainText("未用的 1,000 份合同 清零；续费后随版本顺延");
  const edition = rows(page).first().locator("summary");
  await pressUntil(page, "Shift+Tab", edition);
  await page.keyboard.press("Enter");
  await expect(rows(page).first().locator(".timeline-facts")).toContainText("生效中，还有 225 天");
  await page.keyboard.press("Space");
  await expect(rows(page).first().locator(".timeline-facts")).toBeHidden();
  // What is open stays open while one looks closer.
  await page.locator("label[for=zoom-quarter]").click();
  await expect(range(page)).toContainText("2026年7月");
  await expect(facts).toBeVisible();
  await facts.getByRole("link").click();
  await expect(page).toHaveURL(/\/orders\/demo-advanced-order-2$/);
});

test("the table has a row for each bar and says the same", { tag: "@http" }, async ({ page }) => {
  await advanced(page);
  const table = page.locator("#timeline-table");
  await expect(table).toBeHidden();
  await expect(asTable(page)).toHaveAttribute("aria-expanded", "false");
  await asTable(page).press("Enter");
  await expect(asTable(page)).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("table", { name: "版本与份额的有效期" })).toBeVisible();
  for (const zoom of ["year", "quarter", "month"]) {
    await page.locator(`label[for=zoom-${zoom}]`).click();
    await expect(page.locator(`#zoom-${zoom}`)).toBeChecked();
    await expect(table.getByRole("rowheader")).toHaveText(await labels(page).allInnerTexts());
    const facts = await rows(page).locator("dd").allTextContents();
    const cells = await table.getByRole("cell").allTextContents();
    expect(cells.filter((cell) => cell !== "—")).toEqual(facts);
  }
});

test("what is opened at once stays open while time passes", async ({ page }) => {
  await advanced(page);
  await page.clock.pauseAt(new Date("2026-11-22T04:00:01Z"));
  await page.locator(".nav a", { hasText: "帮助" }).click();
  await page.locator(".nav a", { hasText: "企业权益" }).click();
  await asTable(page).press("Enter");
  await expect(asTable(page)).toHaveAttribute("aria-expanded", "true");
  await page.clock.runFor(3_000);
  await expect(asTable(page)).toHaveAttribute("aria-expanded", "true");
});

test("a bar that goes on beyond the axis is cut at its edge, with an arrow and in words", async ({ page }) => {
  await advanced(page, "/account?zoom=month&at=2026-11");
  const edition = rows(page).first();
  await expect(edition).toContainText("始于 2026年7月5日");
  await expect(edition).toContainText("继续至 2027年7月5日");
  await expect(edition.locator(".timeline-beyond")).toHaveCount(2);
  const track = await edition.locator(".timeline-track").boundingBox();
  const bar = await edition.locator(".timeline-bar").boundingBox();
  expect(bar.x).toBeGreaterThanOrEqual(track.x - 1);
  expect(bar.x + bar.width).toBeLessThanOrEqual(track.x + track.width + 1);
});

test("ADD-9: the end of a batch is marked where units are cleared", async ({ page }) => {
  await advanced(page);
  const batch = rows(page).filter({ hasText: "到期清零 500 份合同" });
  const mark = await batch.locator(".timeline-end path").boundingBox();
  const bar = await batch.locator(".timeline-bar").boundingBox();
  expect(Math.abs(mark.x + mark.width / 2 - (bar.x + bar.width))).toBeLessThan(3);
});

test("moving back shows what an upgrade has ended", async ({ page }) => {
  await advanced(page);
  await open(page, "/checkout?edition=professional&term=1");
  await buy(page);
  await expect(labels(page)).toHaveText(["专业版", "1,000 份合同", "3,000 份合同"]);
  await page.locator("label[for=zoom-quarter]").click();
  const ended = rows(page).filter({ has: page.locator(".timeline-label", { hasText: /^高级版$/ }) });
  await expect(ended).toContainText("2026年7月5日 – 2026年11月22日（已结束）");
  await ended.locator("summary").click();
  await expect(ended).toContainText("升级为专业版");
});

for (const [language, path] of [["Chinese", ""], ["English", "/en"]]) {
  test(`at 320 pixels nothing goes sideways and no word is over another, in ${language}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page, `${path}/account`);
    await become(page, CUSTOMER.advanced);
    await page.keyboard.press("Escape");
    await expect(labels(page).first()).toBeVisible();
    await panel(page).locator(".timeline-as-table").click();
    await expect(page.locator("#timeline-table")).toBeVisible();
    await rows(page).first().locator("summary").click();
    await expect(rows(page).first().locator(".timeline-facts")).toBeVisible();
    const expectRoom = async () => {
      await expectNoSideways(page);
      await expectNoWordOverAnother(page);
    };
    await expectRoom();
    // Every zoom now, and where one looks back and ahead.
    for (const zoom of ["quarter", "month"]) {
      const before = await range(page).innerText();
      await page.locator(`label[for=zoom-${zoom}]`).click();
      await expect(range(page)).not.toHaveText(before);
      await expectRoom();
    }
    for (const direction of ["last", "last", "first"]) {
      const before = await range(page).innerText();
      await panel(page).locator(".timeline-controls .button-row button")[direction]().click();
      await expect(range(page)).not.toHaveText(before);
      await expectRoom();
    }
    await page.locator("label[for=zoom-year]").click();
    await expect(page).not.toHaveURL(/zoom=/);
    await panel(page).locator(".timeline-controls .button-row button").first().click();
    await expect(page).toHaveURL(/at=2025-/);
    await expectRoom();
  });
}

for (const width of [768, 1024, 1440, 2560]) {
  test(`at ${width} pixels no word is over another`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await advanced(page);
    for (const zoom of ["year", "quarter", "month"]) {
      await page.locator(`label[for=zoom-${zoom}]`).click();
      await expect(page.locator(`#zoom-${zoom}`)).toBeChecked();
      await expectNoSideways(page);
      await expectNoWordOverAnother(page);
    }
    // A bar is under the word of its time: today's line of the axis meets that of the rows.
    const left = (line) => line.evaluate((element) => element.getBoundingClientRect().left);
    const axis = await left(panel(page).locator(".timeline-axis .timeline-now"));
    const row = await left(rows(page).first().locator(".timeline-now"));
    expect(Math.abs(axis - row)).toBeLessThan(2);
  });
}

test("on paper there are black bars and the table, and nothing to press", async ({ page }) => {
  await advanced(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("#timeline-table")).toBeVisible();
  await expect(panel(page).locator(".timeline-controls")).toBeHidden();
  await expect(asTable(page)).toBeHidden();
  await expect(panel(page).locator(".timeline-table tbody tr")).toHaveCount(await rows(page).count());
  const fill = await rows(page).first().locator(".timeline-bar").evaluate((bar) => getComputedStyle(bar).fill);
  expect(fill).toBe("rgb(51, 51, 51)");
});

test("where a person has chosen the colours, the bars are still there", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await advanced(page);
  const { fill, behind } = await rows(page).first().locator(".timeline-bar").evaluate((bar) => ({
    fill: getComputedStyle(bar).fill, behind: getComputedStyle(document.body).backgroundColor,
  }));
  expect(fill).not.toBe(behind);
  expect(fill).not.toBe("none");
});

test("the checkout lays a renewal over what there is: added, moved, with a legend", async ({ page }) => {
  await advanced(page);
  await open(page, "/checkout?edition=advanced&term=1");
  await page.locator(".preview > summary").click();
  const preview = page.locator(".preview .timeline");
  await expect(preview.locator(".timeline-legend li")).toHaveText(["现在", "购买后", "本次购买新增", "到期清零"]);
  const pack = preview.locator(".timeline-row", { hasText: "1,000 份合同" });
  await expect(pack).toContainText("2026年11月2日 – 2028年7月5日（原来到 2027年7月5日）");
  const before = await pack.locator(".timeline-before").boundingBox();
  const after = await pack.locator(".timeline-bar").boundingBox();
  expect(after.width).toBeGreaterThan(before.width * 1.5);
  await expect(preview.locator(".timeline-added")).not.toHaveCount(0);
  await expect(preview.locator(".timeline-removed")).toHaveCount(0);
  // Another choice changes the rows under the same picture.
  await pack.locator("summary").click();
  await page.locator("label[for=edition-professional]").click();
  await expect(preview.locator(".timeline-row", { hasText: "升级时结束" })).toHaveCount(2);
  await expect(pack.locator(".timeline-facts")).toBeVisible();
  await expectNoSideways(page);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in any zoom, in ${colorScheme}`, async ({ page }) => {
    // Looked through once for each zoom.
    test.slow();
    await page.emulateMedia({ colorScheme });
    const expectNothing = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
    };
    await advanced(page);
    await rows(page).first().locator("summary").click();
    await asTable(page).click();
    for (const zoom of ["year", "quarter", "month"]) {
      await page.locator(`label[for=zoom-${zoom}]`).click();
      await expect(page.locator(`#zoom-${zoom}`)).toBeChecked();
      await expectNothing();
    }
    await open(page, "/account?zoom=month&at=2020-01");
    await expectNothing();
    await open(page, `/checkout?${BASKET}`);
    await page.locator(".preview > summary").click();
    await page.locator(".preview .timeline-row summary").first().click();
    await expectNothing();
  });
}
