// The release as `boussole serve` serves it and a browser, for scripts that take pictures and compare nothing.
import { spawn } from "node:child_process";
import { chromium } from "playwright-core";

const { BOUSSOLE_BIN, BOUSSOLE_CHROMIUM } = process.env;
const server = spawn(BOUSSOLE_BIN, ["serve"], { stdio: ["ignore", "pipe", "inherit"] });
let said = "";
for await (const part of server.stdout) {
  said += part;
  if (/http:\/\/127\.0\.0\.1:\d+\//.test(said)) break;
}
export const [site] = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
export const browser = await chromium.launch({
  executablePath: BOUSSOLE_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu"],
});

/** Ends both. */
export async function close() {
  await browser.close();
  server.kill();
}
