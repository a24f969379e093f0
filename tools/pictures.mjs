#!/usr/bin/env node
// Takes the pictures of the README: tools/pictures.mjs PROGRAM
//
// Parts of the page of dossiers/csto-2022.yaml, as Chromium shows them, in docs/pictures.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { drawn, launch, open } from "../tests/page/browser.mjs";

const BYTES_MAX = 150e3;
const root = fileURLToPath(new URL("..", import.meta.url));
const [program] = process.argv.slice(2);
if (program === undefined) throw new Error("usage: tools/pictures.mjs PROGRAM");
const pictures = join(root, "docs", "pictures");
const folder = mkdtempSync(join(tmpdir(), "pictures-"));
const path = join(folder, "page.html");

/** The part of the page from its head to the end of an element. */
async function upTo(page, selector) {
  const { x, y, width, height } = await page.locator(selector).boundingBox();
  const top = Math.max(0, (await page.locator("header").boundingBox()).y - 24);
  return { x: Math.max(0, x - 24), y: top, width: width + 48, height: y + height - top + 16 };
}

try {
  execFileSync(program, ["brief", "--quiet", join(root, "dossiers", "csto-2022.yaml"), "--output", path]);
  mkdirSync(pictures, { recursive: true });
  const browser = await launch();
  try {
    const { page } = await open(browser, path, { viewport: { width: 880, height: 1200 } });
    await drawn(page);
    const take = async (name, shoot) => {
      const file = join(pictures, `${name}.png`);
      await shoot(file);
      const { size } = statSync(file);
      if (size > BYTES_MAX) throw new Error(`${name}.png has ${size} bytes`);
      console.log(`docs/pictures/${name}.png: ${size} bytes`);
    };
    await take("answer", async (file) => page.screenshot({ path: file, fullPage: true, clip: await upTo(page, "#chart-outcome .chart-canvas") }));
    for (const chart of ["tornado", "map"]) {
      await take(chart, (file) => page.locator(`#chart-${chart} .chart-canvas`).screenshot({ path: file }));
    }
  } finally {
    await browser.close();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
