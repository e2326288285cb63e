// How the browser tests run: against the release build in dist/, served by esign-store, with the backend in the browser; with
// BACKEND=http those tagged @http run against demonstrations of the server (test.mjs).
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { overHttp } from "./shop.mjs";
import { dist, port, server } from "./site.mjs";

const { CHROMIUM, MEASURE } = process.env;
const chromium = CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: ".",
  // What takes minutes or measures time is run by command, alone: `cargo xtask measure --ledger`.
  testMatch: MEASURE ? "*.measure.mjs" : "*.spec.mjs",
  ...(overHttp ? { grep: /@http/ } : { testIgnore: "http*.spec.mjs" }),
  outputDir: "test-results",
  workers: 2,
  // Files are spread over the workers; the tests of one file run in order.
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  reporter: "list",
  timeout: 30_000,
  // A broken build fails everywhere; one need not wait for all of it.
  maxFailures: 15,
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: "zh-CN",
    // A foreign zone on purpose: dates of the shop are those of +08:00, wherever the browser is.
    timezoneId: "America/New_York",
    screenshot: "only-on-failure",
    trace: MEASURE ? "off" : "retain-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: [
        ...(isRoot ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: overHttp ? undefined : {
    command: `"${server}" serve --dist "${dist}" --addr 127.0.0.1:${port}`,
    // Ready when it listens, whatever it answers: tests of broken sites begin here too.
    port,
    // Not a line for each request.
    env: { ESIGN_STORE_LOG_LEVEL: "error" },
    timeout: 15_000,
    reuseExistingServer: false,
  },
});
