// The release build and the program that serves it. `cargo xtask test` sets the variables; without them the usual places
// are taken.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const { ESIGN_STORE, SITE_DIST, SITE_PORT } = process.env;

export const port = Number(SITE_PORT ?? 4319);
export const dist = SITE_DIST ?? resolve(root, "dist");
export const server = ESIGN_STORE ?? resolve(root, "target/debug/esign-store");
