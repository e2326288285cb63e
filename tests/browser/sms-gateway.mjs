// The gateway of messages, outside the shop: takes signed calls over HTTP (docs/OPERATING.md, "Messages"; docs/API.md,
// "Signed calls"), and keeps what it sent to whom.
import { expect } from "@playwright/test";
import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

const KEY_ID = "shop";
const SECRET = "what the gateway knows the shop by";
/** With a query, which is signed too. */
const TARGET = "/send?line=codes";
const FIVE_MINUTES = 300;

/** Told to `behave` to the next calls with statuses, or with "hang"; it sends everything else. */
export async function smsGateway() {
  const nonces = new Set();
  const state = { messages: [], calls: [], faults: [], behave: [] };
  const listener = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const fault = faultOf(request, body, nonces);
    if (fault) {
      state.faults.push(fault);
      return response.writeHead(401).end();
    }
    const message = JSON.parse(body);
    const behaviour = state.behave.shift() ?? 202;
    state.calls.push({ ...message, behaviour });
    if (behaviour === "hang") return undefined;
    // Under the same id it is the same message.
    const isNew = state.messages.every(({ id }) => id !== message.id);
    if (behaviour < 300 && isNew) state.messages.push({ ...message, isRead: false });
    return response.writeHead(behaviour).end();
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const close = async () => {
    listener.closeAllConnections();
    await new Promise((closed) => listener.close(closed));
  };
  const address = `http://127.0.0.1:${listener.address().port}${TARGET}`;
  return { ...state, address, keyId: KEY_ID, secret: SECRET, read: (phone) => read(state.messages, phone), close };
}

/** What is wrong with a call, for whoever has the key. */
function faultOf({ method, url, headers }, body, nonces) {
  const { "x-key-id": key, "x-timestamp": timestamp, "x-nonce": nonce, "x-signature": signature } = headers;
  const digest = createHash("sha256").update(body).digest("hex");
  const signed = [method, url, timestamp, nonce, digest].join("\n");
  if (method !== "POST" || url !== TARGET) return `${method} ${url}`;
  if (key !== KEY_ID) return `key ${key}`;
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= FIVE_MINUTES)) return `timestamp ${timestamp}`;
  if (!/^[\w-]{16,64}$/.test(nonce) || nonces.has(nonce)) return `nonce ${nonce}`;
  if (signature !== createHmac("sha256", SECRET).update(signed).digest("hex")) return `signature ${signature}`;
  nonces.add(nonce);
  return undefined;
}

/** The next message to this phone that nobody has read yet. */
async function read(messages, phone) {
  const unread = () => messages.find((message) => message.phone === phone && !message.isRead);
  await expect.poll(() => unread() !== undefined, { message: `a message to ${phone}`, timeout: 20_000 }).toBe(true);
  const message = unread();
  message.isRead = true;
  return message.text;
}
