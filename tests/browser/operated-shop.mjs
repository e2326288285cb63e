// A shop as an operator runs it (docs/OPERATING.md): a configuration with secrets in files, a database, a gateway of
// messages; an enterprise and its member, entered by command. Whoever signs in has the codes from their phone alone.
import { expect, test as base } from "@playwright/test";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { CONFIGURED } from "./esign-system.mjs";
import { TOTAL, acceptTerms, ready } from "./shop.mjs";
import { dist, server } from "./site.mjs";
import { smsGateway } from "./sms-gateway.mjs";

/** The enterprise that the operator enters, and its member. */
export const ENTERPRISE = { id: "e-1", name: "初雪样例有限公司", securityPhone: "13722223333" };
export const MEMBER = { id: "p-1", name: "何一", phone: "13711111111" };

const SESSION_SECRET = "codes are hashed with this secret of the tests";

/** Each test has a shop of its own, at `baseURL`. */
export const test = base.extend({
  shop: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "esign-store-"));
    const gateway = await smsGateway();
    const shop = await operatedShop(folder, gateway);
    try {
      await shop.enter();
      await shop.start();
      await use(shop);
      expect(gateway.faults).toEqual([]);
    } finally {
      await shop.stop();
      await gateway.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
  baseURL: async ({ shop }, use) => use(shop.origin()),
});

/** A shop that is configured in a folder, and not started yet. */
async function operatedShop(folder, gateway) {
  const config = join(folder, "esign-store.toml");
  const secrets = [gateway.secret, SESSION_SECRET, CONFIGURED.ESIGN_STORE_PARTNERS_KEYS.split(":")[1]];
  const inFile = async (name, text) => {
    await writeFile(join(folder, name), text);
    return JSON.stringify(join(folder, name));
  };
  await writeFile(config, `
[server]
addr = "127.0.0.1:0"
dist = ${JSON.stringify(dist)}
[database]
url = ${JSON.stringify(`sqlite:${join(folder, "shop.sqlite")}`)}
[sms]
gateway = ${JSON.stringify(gateway.address)}
key_id = ${JSON.stringify(gateway.keyId)}
secret_file = ${await inFile("sms", gateway.secret)}
[partners]
keys_file = ${await inFile("partners", CONFIGURED.ESIGN_STORE_PARTNERS_KEYS)}
[session]
secret_file = ${await inFile("session", SESSION_SECRET)}
[log]
level = "error"
`);

  let program;
  let ended;
  let origin;
  /** What a command says. */
  const run = async (...command) => (await promisify(execFile)(server, [...command, "--config", config])).stdout;
  /** The member is one with this role alone, from now on. */
  const member = (role) => {
    const { id, name, phone } = MEMBER;
    return run("member", "add", ENTERPRISE.id, id, "--name", name, "--phone", phone, "--role", role);
  };
  const enter = async () => {
    const { id, name, securityPhone } = ENTERPRISE;
    await run("enterprise", "add", id, "--name", name, "--security-phone", securityPhone);
    await member("super_admin");
  };
  /** Starts it; a second time at the address that browsers know by then. */
  const start = async () => {
    const known = origin ? ["--addr", new URL(origin).host] : [];
    const options = { cwd: folder, stdio: ["ignore", "pipe", "inherit"] };
    program = spawn(server, ["serve", "--config", config, ...known], options);
    ended = once(program, "exit");
    for await (const line of createInterface({ input: program.stdout })) {
      [origin] = line.match(/http:\/\/[\d.]+:\d+/) ?? [];
      if (origin) return program.stdout.resume();
    }
    throw new Error("esign-store did not start");
  };
  /** Stops it as a service manager does, and gives the exit code. */
  const stop = async () => {
    program?.kill("SIGTERM");
    const [code] = (await ended) ?? [];
    return code;
  };
  /** Puts another yearly price of the professional edition in force, as soon as it can be: half a minute from now. */
  const raisePrice = async () => {
    const file = join(folder, "dearer.json");
    const catalogue = JSON.parse(await readFile(join(dist, "catalogue.json"), "utf8"));
    catalogue.version += ".dearer";
    catalogue.editions.find(({ code }) => code === "professional").yearly_price_fen = 1_195_000;
    await writeFile(file, JSON.stringify(catalogue));
    expect(await run("catalogue", "diff", file)).toContain("¥10,950.00 → ¥11,950.00");
    expect(await run("catalogue", "apply", file, "--from", "now")).toContain("is in force from");
  };
  return { gateway, secrets, origin: () => origin, run, enter, member, raisePrice, start, stop };
}

/** The six digits of a message. */
export const codeIn = (text) => text.match(/\d{6}/)[0];

export const codeField = (page) => page.locator("#sign-in-code");

/** On the page of signing in: the member asks for a code. */
export async function askForCode(page) {
  await page.locator("#sign-in-phone").fill(MEMBER.phone);
  await page.getByRole("button", { name: "发送验证码" }).click();
  await expect(codeField(page)).toBeFocused();
}

/** Signs in by message, and goes to a page. */
export async function signInByMessage(page, shop, path) {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await ready(page);
  await askForCode(page);
  await codeField(page).fill(codeIn(await shop.gateway.read(MEMBER.phone)));
  await page.waitForURL(`**${path}`);
  await expect(page.locator("button.identity-button")).toContainText(ENTERPRISE.name);
}

/** At the checkout: asks for a code to the security phone (BUY-4); gives the popover that takes it. */
export async function askForSecurityCode(page) {
  await page.getByRole("button", { name: "验证安全手机" }).click();
  const popover = page.locator("#security-phone");
  await popover.getByRole("button", { name: "发送验证码" }).click();
  return popover;
}

/** Verifies the security phone with the code of its message. */
export async function verifySecurityPhone(page, shop) {
  const popover = await askForSecurityCode(page);
  await popover.locator("#phone-code").fill(codeIn(await shop.gateway.read(ENTERPRISE.securityPhone)));
  await expect(popover).toBeHidden();
}

/** The member is at the checkout of a basket, and could submit. */
export async function readyToSubmit(page, shop, path) {
  await signInByMessage(page, shop, path);
  await verifySecurityPhone(page, shop);
  await expect(page.locator(".summary .total-amount")).toHaveText(TOTAL);
  await acceptTerms(page);
}
