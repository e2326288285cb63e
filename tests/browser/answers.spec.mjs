// The help page as a person uses it: searching as one types, sharing what was found, reading without script or on paper.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./test.mjs";
import { CUSTOMER, become, expectNoSideways, forward, open, placeOrder, pressUntil, ready, watchConsole } from "./shop.mjs";

const QUESTIONS = 28;
const searchBox = (page) => page.locator("#answers-search");
const count = (page) => page.locator(".answers-count");
const shown = (page) => page.locator(".answer:visible");
const answer = (page, id) => page.locator(".answer").filter({ has: page.locator(`#${id}`) });
const query = (page) => new URL(page.url()).searchParams.get("q");

test.describe("searching", () => {
  test("finds as one types, opens and marks what it finds, and can be shared", async ({ page }) => {
    const expectNoErrors = watchConsole(page);
    await open(page, "/help");
    await expect(shown(page)).toHaveCount(QUESTIONS);
    await expect(count(page)).toHaveText(`共 ${QUESTIONS} 个问题`);
    await searchBox(page).pressSequentially("开票");
    await expect(answer(page, "invoices-and-vat")).toHaveAttribute("open", "");
    await expect(answer(page, "invoices-and-vat").locator("mark").first()).toHaveText("开票");
    await expect(answer(page, "counting")).toBeHidden();
    await expect.poll(() => query(page)).toBe("开票");
    const found = await shown(page).count();
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThan(QUESTIONS);
    await expect(count(page)).toHaveText(`找到 ${found} 个相关问题`);
    await expect.poll(() => query(page)).toBe("开票");
    // Whoever is given the address sees the same.
    await open(page, page.url());
    await expect(searchBox(page)).toHaveValue("开票");
    await expect(shown(page)).toHaveCount(found);
    expectNoErrors();
  });

  test("every word counts, in either width and case", async ({ page }) => {
    await open(page, "/help");
    await searchBox(page).fill("ａｐｉ");
    await expect(answer(page, "api-access")).toHaveAttribute("open", "");
    await expect(answer(page, "api-access").locator("mark").first()).toHaveText("API");
    const alone = await shown(page).count();
    await searchBox(page).fill("ａｐｉ　火箭");
    await expect(shown(page)).toHaveCount(0);
    await searchBox(page).fill("API 版本");
    await expect(answer(page, "api-access")).toBeVisible();
    expect(await shown(page).count()).toBeLessThanOrEqual(alone);
  });

  test("a question as one would ask it finds its answer", async ({ page }) => {
    await open(page, "/help");
    const questions = {
      怎么续费: "renewal", 如何开票: "invoices-and-vat", 能退款吗: "refunds", 发票怎么开: "invoices-and-vat",
    };
    for (const [typed, id] of Object.entries(questions)) {
      await searchBox(page).fill(typed);
      await expect(answer(page, id)).toHaveAttribute("open", "");
      await expect(answer(page, "counting")).toBeHidden();
    }
    await open(page, "/en/help");
    await searchBox(page).fill("refunds");
    await expect(answer(page, "refunds")).toHaveAttribute("open", "");
    await expect(answer(page, "trial")).toBeHidden();
  });

  test("adds nothing to the history, and keeps what was typed while one goes on", async ({ page }) => {
    await open(page, "/pricing");
    await page.locator(".footer a", { hasText: "帮助中心" }).click();
    await page.waitForURL("**/help");
    await searchBox(page).pressSequentially("contract 2,000,000 随心用 退费", { delay: 20 });
    await expect.poll(() => query(page)).toBe("contract 2,000,000 随心用 退费");
    await expect(searchBox(page)).toBeFocused();
    await page.goBack();
    await page.waitForURL("**/pricing");
  });

  test("leaving before the address has followed leads where one wanted to go", async ({ page }) => {
    await open(page, "/help");
    await searchBox(page).fill("试用");
    await answer(page, "trial").locator("a", { hasText: "申请试用" }).click();
    await page.waitForURL("**/trial");
    // Longer than the pause after which the address would follow.
    await page.clock.fastForward(1000);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("先试用，再决定");
    expect(new URL(page.url()).pathname).toBe("/trial");
  });

  test("what is not found leads to people, and back to all questions", async ({ page }) => {
    await open(page, "/help");
    for (const typed of ["火箭", "<b>%41&q=退费</b>", "火".repeat(300)]) {
      await searchBox(page).fill(typed);
      await expect(page.locator(".empty")).toContainText("没有找到");
      await expect(page.locator(".empty a[href^='tel:']")).toBeVisible();
      await expect(shown(page)).toHaveCount(0);
      await expectNoSideways(page);
    }
    await page.locator(".empty").getByRole("button", { name: "清空搜索" }).click();
    await expect(shown(page)).toHaveCount(QUESTIONS);
    await expect(searchBox(page)).toBeFocused();
    await expect(searchBox(page)).toHaveValue("");
    await expect.poll(() => query(page)).toBe(null);
  });

  test("spaces and signs search for nothing", async ({ page }) => {
    await open(page, "/help");
    await searchBox(page).pressSequentially("　 ？");
    await expect(shown(page)).toHaveCount(QUESTIONS);
    await expect(page.locator(".answer[open]")).toHaveCount(0);
  });

  test("what was typed before the app was there is searched for", async ({ page }) => {
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await page.route("**/catalogue.json", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto("/help");
    await searchBox(page).fill("退费");
    release();
    await ready(page);
    await expect(searchBox(page)).toHaveValue("退费");
    await expect(answer(page, "refunds")).toHaveAttribute("open", "");
    await expect(answer(page, "counting")).toBeHidden();
  });

  test("stays in the channel", async ({ page }) => {
    await open(page, "/help?channel=mini_program");
    await searchBox(page).fill("小程序");
    await expect.poll(() => query(page)).toBe("小程序");
    expect(new URL(page.url()).searchParams.get("channel")).toBe("mini_program");
  });

  test("in English", async ({ page }) => {
    await open(page, "/en/help");
    await searchBox(page).fill("REFUND lower");
    await expect(shown(page)).toHaveCount(1);
    await expect(answer(page, "refunds")).toHaveAttribute("open", "");
    await expect(count(page)).toHaveText("Matching questions: 1");
  });
});

test.describe("one answer", () => {
  test("the one that the address names is open, and in sight", async ({ page }) => {
    await open(page, "/help#refunds");
    await expect(answer(page, "refunds")).toHaveAttribute("open", "");
    await expect(page.locator("#refunds")).toBeInViewport();
    await expect(page.locator(".answer[open]")).toHaveCount(1);
  });

  test("its own link opens it, and a topic leads to its questions", async ({ page }) => {
    await open(page, "/help");
    await answer(page, "unpaid-orders").locator("summary").click();
    await answer(page, "unpaid-orders").locator("a", { hasText: "此回答的链接" }).click();
    await expect(page).toHaveURL(/\/help#unpaid-orders$/);
    await expect(answer(page, "unpaid-orders")).toHaveAttribute("open", "");
    await page.locator(".answers-topics a", { hasText: "小程序" }).click();
    await expect(page).toHaveURL(/#about-mini-programs$/);
    await expect(page.locator("#about-mini-programs")).toBeInViewport();
  });

  test("is reached and opened by keyboard", async ({ page }) => {
    await open(page, "/help");
    const summary = answer(page, "editions").locator("summary");
    await pressUntil(page, "Tab", summary);
    await page.keyboard.press("Enter");
    await expect(page.locator("#editions")).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(answer(page, "editions").locator("a").first()).toBeFocused();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Space");
    await expect(page.locator("#editions")).toBeHidden();
  });
});

test.describe("for the account", () => {
  test("an end that is near is told in days, which pass", async ({ page }) => {
    await open(page, "/help");
    await expect(page.locator(".answer-mine")).toHaveCount(0);
    await become(page, CUSTOMER.professional);
    await page.keyboard.press("Escape");
    await open(page, "/help#term");
    await expect(answer(page, "term").locator(".answer-mine")).toContainText("专业版还有 12 天到期");
    await forward(page, "快进 1 天");
    await expect(answer(page, "term").locator(".answer-mine")).toContainText("专业版还有 11 天到期");
  });

  test("an unpaid order is told until it is cancelled", { tag: "@http" }, async ({ page }) => {
    await open(page, "/pricing");
    await become(page, CUSTOMER.experience);
    const order = await placeOrder(page, "edition=advanced&term=1");
    await open(page, "/help#unpaid-orders");
    const mine = answer(page, "unpaid-orders").locator(".answer-mine");
    await expect(mine).toContainText("¥3,650.00");
    await mine.getByRole("link").click();
    await page.waitForURL(`**/orders/${order}`);
    await page.getByRole("button", { name: "取消订单" }).click();
    await expect(page.locator(".order-state")).toContainText("已取消");
    await open(page, "/help#unpaid-orders");
    await expect(answer(page, "unpaid-orders")).toHaveAttribute("open", "");
    await expect(mine).toHaveCount(0);
  });

  test("ED-8: nobody is offered a refund", async ({ page }) => {
    await open(page, "/help");
    await become(page, CUSTOMER.professional);
    await page.keyboard.press("Escape");
    await open(page, "/help#refunds");
    await expect(page.locator("#refunds")).toContainText("400-000-0000");
    await expect(page.locator("#refunds").getByRole("button")).toHaveCount(0);
    await expect(page.locator("main").getByRole("button", { name: /退/ })).toHaveCount(0);
  });
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  for (const [language, sentence] of [["", "付款后不支持自助退费"], ["/en", "no self-service refund"]]) {
    test(`every answer is there, and no search that does nothing: ${language || "/"}`, async ({ page }) => {
      await page.goto(`${language}/help`);
      await expect(page.locator(".answer")).toHaveCount(QUESTIONS);
      await expect(searchBox(page)).toBeHidden();
      await answer(page, "refunds").locator("summary").click();
      await expect(page.locator("#refunds")).toBeVisible();
      await expect(page.locator("#refunds")).toContainText(sentence);
      await expect(page.locator(".answer-mine")).toHaveCount(0);
    });
  }
});

for (const [language, tag] of [["", "zh-CN"], ["/en", "en"]]) {
  test(`search engines are told the same questions and answers: ${tag}`, async ({ page }) => {
    const expectNoErrors = watchConsole(page);
    await open(page, `${language}/help`);
    const blocks = page.locator("script[type='application/ld+json']");
    await expect(blocks).toHaveCount(1);
    const data = JSON.parse(await blocks.textContent());
    expect(data["@type"]).toBe("FAQPage");
    expect(data.inLanguage).toBe(tag);
    expect(data.mainEntity.map((question) => question.name)).toEqual(await page.locator(".answer h3").allInnerTexts());
    const refunds = data.mainEntity.find(({ name }) => /退费|refund/.test(name));
    expect(refunds.acceptedAnswer.text).toContain("400-000-0000");
    expectNoErrors();
  });
}

test("on paper every answer is there", async ({ page }) => {
  await open(page, "/help");
  await page.emulateMedia({ media: "print" });
  await expect(searchBox(page)).toBeHidden();
  await expect(page.locator("#refunds > p").first()).toBeVisible();
});

for (const width of [320, 390, 768, 2560]) {
  test(`nothing is wider than a screen of ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ["/help", "/en/help", "/help?q=合同", "/en/help?q=contract"]) {
      await open(page, path);
      await expectNoSideways(page);
      await expect(page.locator(".footer a[href$='/help']")).toBeVisible();
    }
  });
}

for (const colorScheme of ["light", "dark"]) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    test.use({ colorScheme });

    const expectNothing = async (page) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
    };

    test("closed, found, not found, and signed in", async ({ page }) => {
      // The page is looked at four times.
      test.slow();
      await open(page, "/help");
      await expectNothing(page);
      await open(page, "/en/help?q=contracts");
      await expect(page.locator("mark").first()).toBeVisible();
      await expectNothing(page);
      await open(page, "/help?q=火箭");
      await expect(page.locator(".empty")).toBeVisible();
      await expectNothing(page);
      await become(page, CUSTOMER.professional);
      await page.keyboard.press("Escape");
      await open(page, "/help?q=版本");
      await expect(page.locator(".answer-mine").first()).toBeVisible();
      await expectNothing(page);
    });
  });
}
