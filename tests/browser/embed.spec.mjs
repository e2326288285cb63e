// The form in a page of another origin: who may embed it, what that page hears, where leads go, and what robots get.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { embedding } from "./embedding.mjs";
import { PERSON, consent, everything, fill, fillAndReview, goOn, review, submit, summary, typed } from "./trial-form.mjs";

const FORM = "/embed/trial?edition=flagship";
const LONG_ENOUGH = 3_000;

let parts;
test.beforeAll(async () => {
  parts = await embedding();
});
test.afterAll(() => parts.close());
test.beforeEach(() => {
  for (const kept of [parts.endpoint.leads, parts.endpoint.answers, parts.endpoint.cookies]) kept.length = 0;
});

/** Opens the other site's page, and gives the form in its frame once it can be filled in. */
async function openFrame(page, src = FORM, address = parts.page.address) {
  await page.clock.install({ time: new Date("2026-11-22T04:00:00Z") });
  await page.goto(address(src));
  const frame = page.frameLocator("#esign-trial");
  await expect(frame.locator("#trial-name")).toBeVisible();
  return frame;
}

/** Lets as much time pass as a person needs. */
const takeTime = (page) => page.clock.fastForward(LONG_ENOUGH);

async function send(page, frame, person) {
  await fillAndReview(frame, person);
  await takeTime(page);
  await submit(frame).click();
}

const heard = (page) => page.evaluate(() => window.heard);
const received = (frame) => frame.locator("#embed-received");

for (const [language, name] of [["", "旗舰版"], ["/en", "Flagship"]]) {
  test(`a lead goes from another site's page to the endpoint, once: ${language || "/"}`, { tag: "@http" }, async ({ page }) => {
    const frame = await openFrame(page, `${language}${FORM}`);
    await fillAndReview(frame);
    await expect(review(frame).locator("dd").first()).toHaveText(name);
    await takeTime(page);
    await submit(frame).dblclick();
    await expect(received(frame)).toBeFocused();
    expect(parts.endpoint.leads).toHaveLength(1);
    const [{ lead, ...rest }] = parts.endpoint.leads;
    expect(lead).toMatch(/^20261122-[0-9A-Z]{8}$/);
    expect(rest).toMatchObject({
      edition: "flagship",
      form: { contact_name: "林样", contact_phone: "13800000000", industry: "制造", expected_signatures: 12000 },
      consent: { version: expect.any(String), language: language ? "en" : "zh-CN" },
      source: { origin: parts.page.origin, campaign: {} },
      sent_at: expect.stringMatching(/^2026-11-22T04:00:\d\d/),
    });
  });
}

test("the embedding page hears of it, and nothing about a person", async ({ page }) => {
  const frame = await openFrame(page);
  await send(page, frame);
  await expect(received(frame)).toBeVisible();
  const messages = await heard(page);
  const [{ lead }] = parts.endpoint.leads;
  expect(messages.filter(({ type }) => type !== "esign-trial:height")).toEqual([
    { type: "esign-trial:submitted", edition: "flagship", lead },
  ]);
  expect(JSON.stringify(messages)).not.toContain(PERSON.name);
});

test("the frame becomes as high as the form, and no higher", async ({ page }) => {
  const frame = await openFrame(page);
  const overflow = () => frame.locator("html").evaluate((html) => html.scrollHeight - html.clientHeight);
  await expect.poll(overflow).toBe(0);
  const before = Number(await page.locator("#esign-trial").getAttribute("height"));
  await goOn(frame).click();
  await expect(summary(frame)).toBeVisible();
  await expect.poll(overflow).toBe(0);
  const withMistakes = Number(await page.locator("#esign-trial").getAttribute("height"));
  expect(withMistakes).toBeGreaterThan(before);
  await fillAndReview(frame);
  await expect.poll(async () => Number(await page.locator("#esign-trial").getAttribute("height"))).toBeLessThan(withMistakes);
});

test("campaign parameters go with the lead", async ({ page }) => {
  const frame = await openFrame(page, `${FORM}&utm_source=site&utm_medium=%E9%82%AE%E4%BB%B6&utm_campaign=c&utm_term=t&utm_content=${"x".repeat(300)}`);
  await send(page, frame);
  await expect(received(frame)).toBeVisible();
  expect(parts.endpoint.leads[0].source.campaign).toEqual({
    utm_source: "site",
    utm_medium: "邮件",
    utm_campaign: "c",
    utm_term: "t",
    utm_content: "x".repeat(100),
  });
});

test("no cookie goes to the endpoint", async ({ page, context }) => {
  await context.addCookies([{ name: "seen", value: "1", url: parts.endpoint.origin }]);
  const frame = await openFrame(page);
  await send(page, frame);
  await expect(received(frame)).toBeVisible();
  expect(parts.endpoint.cookies).toEqual([undefined]);
});

test("a page that is not configured cannot frame it: the browser refuses", { tag: "@http" }, async ({ page }) => {
  const refusals = [];
  page.on("console", (message) => message.text().includes("frame-ancestors") && refusals.push(message.text()));
  await page.goto(parts.stranger.address(FORM));
  await expect.poll(() => refusals.length).toBe(1);
  await expect(page.frameLocator("#esign-trial").locator("#trial-name")).toHaveCount(0);
});

for (const path of ["/pricing", "/trial", "/en/trial", "/account"]) {
  test(`not even the configured page can frame the shop itself: ${path}`, async ({ page }) => {
    const refusals = [];
    page.on("console", (message) => message.text().includes("frame-ancestors") && refusals.push(message.text()));
    await page.goto(parts.page.address(path));
    await expect.poll(() => refusals.length).toBe(1);
  });
}

test("a page that the app does not know hears nothing, whatever the server lets it frame", async ({ page }) => {
  await page.route("**/config.json", async (route) => {
    const config = await (await route.fetch()).json();
    await route.fulfill({ json: { ...config, embed: { allowed_origins: ["https://www.example.com"] } } });
  });
  const frame = await openFrame(page);
  await send(page, frame);
  await expect(received(frame)).toBeVisible();
  expect(await heard(page)).toEqual([]);
});

test("without an endpoint it says so before anyone types, and keeps nothing", async ({ page }) => {
  await page.route("**/config.json", (route) => route.fulfill({ json: { backend: "browser" } }));
  await page.goto(parts.page.address(FORM));
  const frame = page.frameLocator("#esign-trial");
  await expect(frame.locator(".notice-warning").last()).toContainText("这里暂时不能提交");
  await expect(frame.locator("input")).toHaveCount(0);
});

test("a wrong configuration is an error page that names the mistake", async ({ page }) => {
  await page.route("**/config.json", (route) => route.fulfill({ json: { backend: "browser", leads: { endpoint: "/leads" } } }));
  await page.goto(`${parts.shop.origin}${FORM}`);
  await expect(page.getByRole("alert").first()).toContainText("leads.endpoint");
});

test("when the endpoint fails that is said, nothing is lost, and the second try is the same lead", async ({ page }) => {
  parts.endpoint.answers.push(503);
  const frame = await openFrame(page);
  await send(page, frame);
  await expect(review(frame).locator(".notice-danger")).toContainText("没有送达，填写的内容都还在");
  await submit(frame).click();
  await expect(received(frame)).toBeVisible();
  const [first, second] = parts.endpoint.leads;
  expect([first.status, second.status, second.lead]).toEqual([503, 204, first.lead]);
});

test("when nothing answers that is said", async ({ page }) => {
  await page.route(`${parts.endpoint.origin}/leads`, (route) => route.abort());
  const frame = await openFrame(page);
  await send(page, frame);
  await expect(review(frame).locator(".notice-danger")).toContainText("没有送达");
});

test("where the browser keeps anything for it, a reload keeps what was typed and its key", async ({ page }) => {
  parts.endpoint.answers.push(503);
  const frame = await openFrame(page, FORM, parts.page.addressOnSameSite);
  await send(page, frame);
  await expect(review(frame).locator(".notice-danger")).toBeVisible();
  const key = () => frame.locator("body").evaluate(() => JSON.parse(sessionStorage.getItem("draft embedded-trial")).key);
  const before = await key();
  await page.reload();
  await expect(frame.locator("#trial-name")).toHaveValue(PERSON.name);
  expect(await typed(frame)).toEqual(everything());
  expect(await key()).toBe(before);
});

test("who is quicker than any person is asked to wait, and then succeeds", async ({ page }) => {
  const frame = await openFrame(page);
  await page.clock.pauseAt(new Date("2026-11-22T05:00:00Z"));
  await page.reload();
  await fillAndReview(frame);
  await submit(frame).click();
  await expect(review(frame).locator(".notice-danger")).toContainText("请过几秒再试一次");
  expect(parts.endpoint.leads).toEqual([]);
  await takeTime(page);
  await submit(frame).click();
  await expect(received(frame)).toBeVisible();
});

test("who fills in what no person sees is asked again, and then succeeds", async ({ page }) => {
  const frame = await openFrame(page);
  await frame.locator("#website").evaluate((trap) => {
    trap.value = "https://robot.example";
    trap.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await send(page, frame);
  await expect(review(frame).locator(".notice-danger")).toContainText("请过几秒再试一次");
  expect(parts.endpoint.leads).toEqual([]);
  await submit(frame).click();
  await expect(received(frame)).toBeVisible();
});

test("it opens no database of the shop: nobody is ever signed in here", async ({ page }) => {
  const frame = await openFrame(page, FORM, parts.page.addressOnSameSite);
  const databases = await frame.locator("body").evaluate(() => indexedDB.databases());
  expect(databases).toEqual([]);
});

test("it leads to the trial in a window of its own", async ({ page }) => {
  const frame = await openFrame(page);
  await send(page, frame);
  const [opened] = await Promise.all([page.context().waitForEvent("page"), frame.getByRole("link", { name: "前往试用页面" }).click()]);
  await opened.waitForURL("**/trial?edition=flagship");
});

test("by keyboard alone", async ({ page }) => {
  const frame = await openFrame(page);
  await frame.locator("#trial-flagship").focus();
  const press = (key) => page.keyboard.press(key);
  await press("Tab");
  for (const text of everything()) {
    await page.keyboard.type(text);
    await press("Tab");
  }
  await press("Space");
  await press("Tab");
  await press("Enter");
  await expect(review(frame).getByRole("heading")).toBeFocused();
  await takeTime(page);
  await press("Tab");
  await press("Enter");
  await expect(received(frame)).toBeFocused();
});

test("it takes the colours and corners of the page, and text stays readable", async ({ page }) => {
  const frame = await openFrame(page, `${FORM}&accent=%23ffd400&radius=0&scheme=dark`);
  const style = (property) => goOn(frame).evaluate((button, name) => getComputedStyle(button)[name], property);
  expect(await style("backgroundColor")).toBe("rgb(255, 212, 0)");
  expect(await style("color")).toBe("rgb(0, 0, 0)");
  expect(await style("borderTopLeftRadius")).toBe("0px");
  expect(await frame.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor)).toBe("rgb(27, 30, 35)");
});

test.describe("where everything is dark", () => {
  test.use({ colorScheme: "dark" });

  test("it is light when the page asks for it", async ({ page }) => {
    const frame = await openFrame(page, `${FORM}&scheme=light`);
    expect(await frame.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor)).toBe("rgb(255, 255, 255)");
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("nothing is wider than its frame, in any state", async ({ page }) => {
    const frame = await openFrame(page);
    const overflow = () => frame.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(await overflow()).toBe(0);
    await goOn(frame).click();
    await expect(summary(frame)).toBeVisible();
    expect(await overflow()).toBe(0);
    await send(page, frame);
    await expect(received(frame)).toBeVisible();
    expect(await overflow()).toBe(0);
  });
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  for (const [language, words] of [["", "提交需要启用 JavaScript"], ["/en", "Sending needs JavaScript"]]) {
    test(`it says that it needs it, and whom to call: ${language || "/"}`, async ({ page }) => {
      await page.goto(`${parts.shop.origin}${language}/embed/trial`);
      await expect(page.locator("noscript p")).toContainText(words);
      await expect(page.locator("noscript p")).toContainText("400-000-0000");
      await expect(page.locator("input")).toHaveCount(0);
    });
  }
});

for (const [name, colorScheme, theme] of [
  ["light", "light", ""],
  ["dark", "dark", ""],
  ["a yellow accent on light", "light", "&accent=ffd400"],
  ["a navy accent on dark", "light", "&accent=001a66&scheme=dark"],
]) {
  test.describe(`axe finds nothing, ${name}`, () => {
    test.use({ colorScheme });

    test("from the form to the end", async ({ page }) => {
      const expectNothing = async () => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
      };
      const frame = await openFrame(page, `${FORM}${theme}`);
      await expectNothing();
      await goOn(frame).click();
      await expect(summary(frame)).toBeVisible();
      await expectNothing();
      await fill(frame);
      await consent(frame).check();
      await goOn(frame).click();
      await expect(review(frame)).toBeVisible();
      await expectNothing();
      await takeTime(page);
      await submit(frame).click();
      await expect(received(frame)).toBeVisible();
      await expectNothing();
    });
  });
}
