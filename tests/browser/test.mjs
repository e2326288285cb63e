// Where a test finds the shop: on the one server of the whole run, or, over HTTP (BACKEND=http), on a demonstration of its
// own, since a server keeps what other tests did.
import { test as base } from "@playwright/test";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { CONFIGURED } from "./esign-system.mjs";
import { overHttp } from "./shop.mjs";
import { dist, server } from "./site.mjs";

export { expect } from "@playwright/test";

export const test = overHttp ? base.extend({ baseURL: ({}, use) => withDemonstration(use) }) : base;

/** Starts a demonstration in a folder of its own, and stops it afterwards. */
async function withDemonstration(use) {
  const folder = await mkdtemp(join(tmpdir(), "esign-store-"));
  const site = join(folder, "site");
  await siteThatDeliversAtOnce(site);
  const options = ["serve", "--demo", "--dist", site, "--addr", "127.0.0.1:0"];
  const env = { ...process.env, ...CONFIGURED, ESIGN_STORE_LOG_LEVEL: "error" };
  const shop = spawn(server, options, { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  const stopped = once(shop, "exit");
  try {
    await use(await addressOf(shop, stopped));
  } finally {
    shop.kill();
    await stopped;
    await rm(folder, { recursive: true, force: true });
  }
}

/** The built site with another catalogue: nobody moves the clock of a server, and no test is to wait for three minutes. */
async function siteThatDeliversAtOnce(site) {
  const name = join(site, "catalogue.json");
  await cp(dist, site, { recursive: true });
  const catalogue = JSON.parse(await readFile(name, "utf8"));
  catalogue.policies.delivery_minutes = { min: 0, max: 0 };
  await writeFile(name, JSON.stringify(catalogue));
  await rm(`${name}.br`, { force: true });
}

/** It says where it is once it listens. */
async function addressOf(shop, stopped) {
  for await (const line of createInterface({ input: shop.stdout })) {
    const [address] = line.match(/http:\/\/[\d.]+:\d+/) ?? [];
    if (address) {
      shop.stdout.resume();
      return address;
    }
  }
  const [code] = await stopped;
  throw new Error(`esign-store ended with ${code}`);
}
