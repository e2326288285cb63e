// The e-sign system, as a server hears of it: calls that it signs (docs/API.md, "Signed calls").
import { createHash, createHmac, randomUUID } from "node:crypto";
import { expect } from "@playwright/test";

const KEY = "e-sign";
const SECRET = "a secret of the tests that is long enough";

/** What a demonstration needs to know of it. */
export const CONFIGURED = { ESIGN_STORE_PARTNERS_KEYS: `${KEY}:${SECRET}` };

/** The account of the customer of the advanced edition, and its people. */
export const ADVANCED = { account: "demo-advanced", administrator: "demo-advanced-administrator" };
/** The person who buys for an enterprise. */
export const BUYER = "demo-buyer-administrator";

/** Sends a signed call to the shop, and gives what it answers. */
async function call(shop, method, path, body) {
  const text = body === undefined ? "" : JSON.stringify(body);
  const timestamp = Math.floor(Date.now() / 1000);
  const nonce = randomUUID();
  const digest = createHash("sha256").update(text).digest("hex");
  const signed = [method, path, timestamp, nonce, digest].join("\n");
  const answer = await fetch(`${shop}${path}`, {
    method,
    headers: {
      ...(text && { "Content-Type": "application/json" }),
      "Idempotency-Key": nonce,
      "X-Key-Id": KEY,
      "X-Timestamp": String(timestamp),
      "X-Nonce": nonce,
      "X-Signature": createHmac("sha256", SECRET).update(signed).digest("hex"),
    },
    body: text || undefined,
  });
  const told = await answer.text();
  expect(answer.ok, `${method} ${path}: ${answer.status} ${told}`).toBe(true);
  return told && JSON.parse(told);
}

/** Contracts were initiated under these numbers. */
export function reportContracts(shop, account, numbers) {
  const uses = numbers.map((subject) => ({ quota: "contract", subject, name: `样例合同 ${subject}` }));
  return call(shop, "POST", "/api/usage/reports", { account, uses });
}

export const withdraw = (shop, account, contract) =>
  call(shop, "POST", `/api/contracts/${contract}/withdrawal`, { account });

export const reportSigning = (shop, account, contract, signing) =>
  call(shop, "POST", `/api/contracts/${contract}/signing`, { account, signing });

/** An enterprise as it is now. */
export const reportEnterprise = (shop, account, told) => call(shop, "PUT", `/api/partner/enterprises/${account}`, told);

/** Somebody is no longer a member. */
export const removeMember = (shop, account, person) =>
  call(shop, "DELETE", `/api/partner/enterprises/${account}/members/${person}`);

/** What a mini-program puts behind the address of its web view (CH-12). */
export async function handOver(shop, person, channel, account) {
  const { token } = await call(shop, "POST", "/api/partner/handovers", { person, channel, account });
  return `#handover=${token}`;
}
