// A page in a real browser without network: Debian's Chromium, driven by playwright-core.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

const load = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = load("playwright-core");

/** Path of a module of web/, for what a test puts into a page. */
export const modulePath = (name) => load.resolve(name);

/** The browser on PATH. */
export function browserPath() {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const found = process.env.PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const path = found.find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error("no Chromium on PATH");
  return path;
}

export function launch() {
  const asRoot = process.getuid() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: browserPath(), args: [...asRoot, "--disable-gpu", "--font-render-hinting=none"] });
}

/** Opens a file with the network off. Returns the page and what went wrong on it. */
export async function open(browser, path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, offline: true, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const troubles = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) troubles.push(message.text());
  });
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("request", (request) => {
    if (/^(https?|wss?|ftp):/.test(request.url())) troubles.push(`asks for ${request.url()}`);
  });
  await page.goto(path.includes("://") ? path : pathToFileURL(path).href);
  return { page, context, troubles };
}

/** Waits until the charts are drawn. */
export async function drawn(page) {
  await page.waitForSelector("html[data-charts]", { state: "attached" });
}
