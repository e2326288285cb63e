// The shop with a configuration of its own, a page of another origin that embeds its form, and an endpoint for leads.
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { overHttp } from "./shop.mjs";
import { dist, root, server } from "./site.mjs";

async function listen(handler, host) {
  const http = createServer(handler);
  await new Promise((done) => http.listen(0, "127.0.0.1", done));
  const close = () => {
    http.closeAllConnections();
    return new Promise((done) => http.close(done));
  };
  return { origin: `http://${host}:${http.address().port}`, close };
}

/** The script that docs/EMBED.md gives to embedding pages, for a shop at this origin. */
async function documentedScript(shop) {
  const page = await readFile(resolve(root, "docs/EMBED.md"), "utf8");
  const [, script] = page.match(/```js\n([\s\S]*?)```/);
  return script.replace("https://shop.example.com", shop);
}

/**
 * A page with a strict policy that embeds what its `src` parameter names and keeps every message. As `localhost` it is of
 * another site, where the browser keeps nothing for the form; as 127.0.0.1 it is of another origin of the same site.
 */
async function embeddingPage() {
  const state = { shop: "" };
  const page = await listen(async (request, response) => {
    const url = new URL(request.url, "http://page");
    if (url.pathname === "/esign-trial.js") {
      response.setHeader("content-type", "text/javascript");
      const keep = 'window.heard = []; addEventListener("message", ({ data }) => heard.push(data));';
      response.end(`${keep}\n${await documentedScript(state.shop)}`);
      return;
    }
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", `default-src 'none'; script-src 'self'; frame-src ${state.shop}`);
    const src = url.searchParams.get("src").replaceAll("&", "&amp;");
    response.end(`<!DOCTYPE html><html lang="en"><title>Another site</title><main><h1>Another site</h1>
      <script src="/esign-trial.js"></script>
      <iframe id="esign-trial" src="${state.shop}${src}" title="Trial" width="100%" height="200"></iframe></main></html>`);
  }, "localhost");
  const at = (origin) => (src) => `${origin}/?src=${encodeURIComponent(src)}`;
  const sameSite = page.origin.replace("localhost", "127.0.0.1");
  return { ...page, sameSite, state, address: at(page.origin), addressOnSameSite: at(sameSite) };
}

/** Takes leads; `answers` are the statuses of the next ones, and 204 afterwards. */
async function leadsEndpoint() {
  const leads = [];
  const answers = [];
  const cookies = [];
  const endpoint = await listen(async (request, response) => {
    response.setHeader("access-control-allow-origin", request.headers.origin ?? "null");
    response.setHeader("access-control-allow-headers", "content-type");
    if (request.method === "OPTIONS") return response.writeHead(204).end();
    cookies.push(request.headers.cookie);
    let body = "";
    for await (const part of request) body += part;
    const status = answers.shift() ?? 204;
    leads.push({ status, ...JSON.parse(body) });
    return response.writeHead(status).end();
  }, "127.0.0.1");
  return { ...endpoint, leads, answers, cookies };
}

/** The built site with this configuration, served by itself. */
async function shopWith(config) {
  const folder = await mkdtemp(join(tmpdir(), "shop-"));
  await cp(dist, folder, { recursive: true });
  await rm(join(folder, "config.json.br"), { force: true });
  await writeFile(join(folder, "config.json"), JSON.stringify(config));
  const options = ["serve", ...(overHttp ? ["--demo"] : []), "--dist", folder, "--addr", "127.0.0.1:0"];
  // A demonstration makes a configuration of its own, of these.
  const told = {
    ESIGN_STORE_LEADS_ENDPOINT: config.leads.endpoint,
    ESIGN_STORE_EMBED_ORIGINS: config.embed.allowed_origins.join(","),
  };
  const env = { ...process.env, ESIGN_STORE_LOG_LEVEL: "error", ...(overHttp ? told : {}) };
  const program = spawn(server, options, { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => program.once("exit", done));
  const origin = await new Promise((found, failed) => {
    let said = "";
    program.stdout.on("data", (text) => {
      said += text;
      const [, origin] = said.match(/at (http:\/\/[^/]+)\//) ?? [];
      if (origin) found(origin);
    });
    ended.then((code) => failed(new Error(`esign-store ended with ${code}`)));
  });
  const close = async () => {
    program.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true });
  };
  return { origin, close };
}

/** All of it: the allowed page, a stranger, the endpoint, and the shop that knows them. */
export async function embedding() {
  const [page, stranger, endpoint] = await Promise.all([embeddingPage(), embeddingPage(), leadsEndpoint()]);
  const shop = await shopWith({
    backend: "browser",
    leads: { endpoint: `${endpoint.origin}/leads` },
    embed: { allowed_origins: [page.origin, page.sameSite] },
  });
  page.state.shop = shop.origin;
  stranger.state.shop = shop.origin;
  const close = () => Promise.all([page, stranger, endpoint, shop].map((part) => part.close()));
  return { page, stranger, endpoint, shop, close };
}
