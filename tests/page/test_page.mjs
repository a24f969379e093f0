// Pages in a real browser without network: node test_page.mjs PROGRAM DOSSIER
//
// What a reader relies on: the page opens from disk, says the figures of the JSON, draws its charts, reacts to
// keys, reads well for machines that read aloud, prints, fits a telephone, and shows what a hostile dossier
// says as words. Ends with 77 (skipped) where there is no browser.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { browserPath, drawn, launch, modulePath, open } from "./browser.mjs";

const SKIPPED = 77;
const PAGE_BYTES = 1.2e6;
const GZIPPED_BYTES = 400e3;
const [program, dossier] = process.argv.slice(2);

try {
  browserPath();
} catch (error) {
  console.log(`skipped: ${error.message}`);
  process.exit(SKIPPED);
}

const folder = mkdtempSync(join(tmpdir(), "page-"));
const brief = (...words) => execFileSync(program, ["brief", "-q", "--draws", "2000", ...words], { encoding: "utf8", maxBuffer: 1 << 28 });

function writePage(name, source) {
  const path = join(folder, `${name}.html`);
  brief(source, "-o", path);
  return path;
}

/** A number as the page writes it: a true minus sign, one decimal. */
const inWords = (number, decimals = 1) => number.toFixed(decimals).replace("-", "\u2212");

async function figuresAreThoseOfTheJson(page, told) {
  const venues = told.cases[0].venues.filter(({ open, issue }) => open && issue === told.headline.issue);
  await page.locator("#chart-outcome details").evaluate((details) => (details.open = true));
  await page.waitForSelector("#chart-outcome table");
  const text = await page.locator("#chart-outcome table").innerText();
  for (const { settled } of venues) assert.ok(text.includes(inWords(settled.median, 3)), `no ${settled.median} in ${text}`);
  const headline = venues.find(({ forum }) => forum === told.headline.forum);
  assert.ok((await page.locator("header").innerText()).includes(inWords(headline.gain.median)), "the answer has another gain");
}

async function chartsAreThere(page) {
  const charts = await page.$$eval("figure.chart", (figures) =>
    figures.map((figure) => [figure.id, figure.querySelector("svg")?.getAttribute("aria-label") ?? ""]));
  const ids = charts.map(([id]) => id.replace("chart-", ""));
  assert.deepEqual(ids, ["outcome", "gain", "tornado", "map", "power", "timeline", "mandates", "claims", "models"]);
  for (const [id, label] of charts) assert.ok(label.length > 20, `${id} has no description`);
}

/** Choosing another forum draws another chart. */
async function choicesRedraw(page) {
  const svg = page.locator("#chart-power svg");
  const before = await svg.innerHTML();
  await page.locator("#chart-power select").selectOption({ index: 1 });
  assert.notEqual(await svg.innerHTML(), before);
  const tornado = await page.locator("#chart-tornado svg").innerHTML();
  await page.locator("#chart-tornado select").selectOption({ index: 1 });
  assert.notEqual(await page.locator("#chart-tornado svg").innerHTML(), tornado);
}

async function savesFiles(page) {
  const saved = {};
  for (const kind of ["SVG", "PNG", "CSV"]) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("#chart-gain").getByRole("button", { name: `Save this chart as ${kind}` }).click(),
    ]);
    saved[kind] = readFileSync(await download.path());
    assert.equal(download.suggestedFilename(), `counterweight-gain.${kind.toLowerCase()}`);
  }
  assert.match(saved.SVG.toString(), /^<svg [^]*<\/svg>$/);
  assert.ok(!saved.SVG.includes("var(--"), "a colour was left to the page");
  assert.equal(saved.PNG.subarray(1, 4).toString(), "PNG");
  assert.ok(saved.CSV.toString().split("\r\n").length > 5);
}

/** Tab reaches links, choices, disclosures, tables and buttons; each shows that it has the focus. */
async function keysReachEverything(page) {
  const reached = new Set();
  await page.evaluate(() => window.scrollTo(0, 0));
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return { name: element.localName, seen: outlineStyle !== "none" && outlineWidth !== "0px" };
    });
    if (at.name === "body") break;
    assert.ok(at.seen, `${at.name} does not show that it has the focus`);
    reached.add(at.name);
  }
  for (const name of ["a", "select", "summary", "button"]) assert.ok(reached.has(name), `no ${name} is reached`);
  await page.locator("#chart-gain summary").focus();
  const wasOpen = await page.locator("#chart-gain details").evaluate((details) => details.open);
  await page.keyboard.press("Enter");
  assert.notEqual(await page.locator("#chart-gain details").evaluate((details) => details.open), wasOpen);
}

/** Nothing serious by axe, whose source is put in from outside: the page's policy holds for pages, not for tests. */
async function readsAloud(page) {
  const axe = readFileSync(modulePath("axe-core/axe.min.js"), "utf8");
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  assert.deepEqual(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), []);
}

async function fits(browser, path, width) {
  const { page, context, troubles } = await open(browser, path, { viewport: { width, height: 740 } });
  await drawn(page);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `wider than ${width}`);
  assert.deepEqual(troubles, []);
  await context.close();
}

async function prints(page) {
  const bytes = await page.pdf({ format: "A4", printBackground: true });
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  assert.ok(bytes.length > 50_000, `only ${bytes.length} bytes`);
}

async function readsWithoutScript(browser, path) {
  const { page, context } = await open(browser, path, { javaScriptEnabled: false });
  assert.ok((await page.locator("table").count()) > 5);
  assert.equal(await page.locator("figure.chart").count(), 0);
  await context.close();
}

/** Names that would be markup, script, formula or another direction of text anywhere else. */
function hostileDossier() {
  const evil = [
    '</script><script>window.broken=1</script>', '<img src=x onerror="window.broken=2">', "{{7*7}}${window.broken=3}",
    "\u202egnihton\u202c", "=HYPERLINK(1)", "\ud83d\ude00\u200d\ud83d\udd25".repeat(20), "W".repeat(10_000), "'\"`&<>--><!--",
  ];
  const quoted = (words) => JSON.stringify(words);
  const states = evil.map((name, at) => `  S${at}: {name: ${quoted(name)}, capability: {value: [1, ${at + 2}, 20], source: treaty}}`);
  const wants = evil.map((_, at) => `      S${at}: {value: [${at * 10}, ${at * 10 + 5}, ${at * 10 + 20}], source: treaty, quote: ${quoted(evil[at])}}`);
  const cares = evil.map((_, at) => `      S${at}: {value: 0.5, source: treaty}`);
  return `counterweight: 1
title: ${quoted(evil[0])}
as_of: 2020-01-01
question: {state: S0, against: S7, forum: council, issue: thing}
sources:
  treaty: {title: ${quoted(evil[1])}, date: 1990, url: "https://example.org/'\\"><script>window.broken=4</script>"}
states:
${states.join("\n")}
forums:
  council:
    name: ${quoted(evil[0] + evil[3])}
    members:
${evil.map((_, at) => `      - {state: S${at}, since: 1990}`).join("\n")}
    rule: consensus
    bypass_cost: {value: [5, 10, 20], source: treaty, quote: ${quoted(evil[7])}}
issues:
  thing:
    question: ${quoted(evil[2])}
    scale: {0: ${quoted(evil[1])}, 100: ${quoted(evil[5])}}
    forums: [council]
    status_quo: {value: 40, source: treaty}
    positions:
${wants.join("\n")}
    salience:
${cares.join("\n")}
`;
}

const controlled = (page) => page.waitForSelector("html[data-controls]", { state: "attached" });
const choice = (page, label) => page.locator("#controls label.choice", { hasText: new RegExp(`^${label}`) }).locator("select");
const answer = (page) => page.locator(".live-answer").innerText();

/** Makes a change and waits for the figures of it; how long they took. */
async function change(page, doing) {
  const before = await page.evaluate(() => document.documentElement.dataset.live ?? "0");
  const start = performance.now();
  await doing();
  await page.waitForFunction((old) => Number(document.documentElement.dataset.live ?? 0) > Number(old), before);
  return performance.now() - start;
}

/** Each kind of control moves the charts, and can be taken back. */
async function controlsMoveTheCharts(page) {
  const chart = page.locator("#chart-gain svg");
  const slider = page.locator("#controls input[type=range]").first();
  const title = await slider.getAttribute("aria-label");
  const own = await chart.innerHTML();
  const shown = new Set([own]);
  const look = async (what) => {
    const now = await chart.innerHTML();
    assert.ok(!shown.has(now), `${what} changes nothing`);
    shown.add(now);
  };
  const spent = await change(page, () => slider.fill("28"));
  await look(`the slider '${title}'`);
  assert.ok((await answer(page)).startsWith("Your assumptions: gain"));
  await slider.focus();
  await change(page, () => page.keyboard.press("ArrowLeft"));
  await look("an arrow key on the slider");
  const low = page.locator("#controls input[type=number]").first();
  await change(page, async () => {
    await low.fill("1");
    await low.press("Enter");
  });
  await look("the low end");
  await page.locator("#controls details.forums").evaluate((details) => (details.open = true));
  await change(page, () => choice(page, "It decides when").selectOption("majority"));
  await look("the rule");
  await change(page, () => choice(page, "Azerbaijan").selectOption("member"));
  await look("a new member");
  await change(page, () => choice(page, "Outcome model").selectOption({ index: 1 }));
  await look("the model");
  await change(page, () => choice(page, "Begin from").selectOption({ label: "Going around the CSTO costs Russia twice as much" }));
  await look("the start");
  const undo = page.getByRole("button", { name: "Take the last change back" });
  while (await undo.isEnabled()) await change(page, () => undo.click());
  assert.equal(await chart.innerHTML(), own, "undone, the chart is another");
  await change(page, () => page.getByRole("button", { name: "Make the change again" }).click());
  assert.notEqual(await chart.innerHTML(), own);
  return spent;
}

/** Each slider of those that matter most moves the chart of gains, or that of outcomes. */
async function eachSliderMoves(page) {
  const drawnNow = async () => (await page.locator("#chart-gain svg").innerHTML()) + (await page.locator("#chart-outcome svg").innerHTML());
  const reset = page.getByRole("button", { name: "Back to the dossier", exact: true });
  if (await reset.isEnabled()) await change(page, () => reset.click());
  const own = await drawnNow();
  const sliders = await page.locator("#controls details[open] input[type=range]").all();
  assert.ok(sliders.length >= 6, `only ${sliders.length} sliders`);
  for (const slider of sliders) {
    const most = Number(await slider.getAttribute("max"));
    await change(page, () => slider.fill(String(0.9 * most)));
    assert.notEqual(await drawnNow(), own, `the slider '${await slider.getAttribute("aria-label")}' moves nothing`);
    await change(page, () => reset.click());
    assert.equal(await drawnNow(), own);
  }
}

/** The address brings the changes back; one that says nonsense is left alone. */
async function linksRestore(browser, page) {
  const said = await answer(page);
  const address = page.url();
  const again = await open(browser, address);
  await controlled(again.page);
  await again.page.waitForSelector("html[data-live]", { state: "attached" });
  assert.equal(await answer(again.page), said);
  assert.deepEqual(again.troubles, []);
  await again.context.close();
  const nonsense = ["x", "", btoa('{"ranges":{"__proto__":[1,2,3],"forums.csto.bypass_cost":[9,1,1e999]},"seats":{"csto":{"RUS":"king"}}}'), btoa("[".repeat(5000)), "%00<script>"];
  for (const hash of nonsense) {
    const { page: other, context, troubles } = await open(browser, `${address.replace(/#.*/, "")}#with=${hash}`);
    await controlled(other);
    assert.equal(await answer(other), "As in the dossier.");
    assert.deepEqual(troubles, []);
    await context.close();
  }
}

/** What is copied as a what-if is one: the program accepts it under what_ifs, and finds what the page found. */
async function whatIfsPaste(page, source) {
  await page.getByRole("button", { name: "Back to the dossier", exact: true }).click();
  await change(page, () => page.locator("#controls input[type=range]").first().fill("28"));
  await change(page, () => choice(page, "It decides when").selectOption("count 4"));
  await change(page, () => choice(page, "Azerbaijan").selectOption("member"));
  await change(page, () => choice(page, "In the chair").selectOption("BLR"));
  const shown = /gain \+?([\d.]+) points/.exec(await answer(page))[1];
  await page.getByRole("button", { name: "Copy your changes as a what-if for the dossier" }).click();
  const pasted = await page.locator(".copied textarea").inputValue();
  const edited = join(folder, "edited.yaml");
  writeFileSync(edited, readFileSync(source, "utf8").replace(/^what_ifs:\n/m, (head) => `${head}${pasted}`));
  cpTables(source);
  execFileSync(program, ["check", "-q", edited], { encoding: "utf8" });
  const found = JSON.parse(brief("--json", edited)).cases.find((entry) => entry.what_if === "as-changed-on-the-page");
  const venue = found.venues.find(({ issue, forum }) => issue === "troops" && forum === "csto");
  assert.equal(inWords(venue.gain.median), shown, "the program finds another gain than the page");
}

/** The tables that a dossier names lie beside it. */
function cpTables(source) {
  const from = dirname(source);
  for (const name of readdirSync(from).filter((entry) => /\.(csv|tsv)$/.test(entry))) copyFileSync(join(from, name), join(folder, name));
}

async function hostileWordsStayWords(browser) {
  const source = join(folder, "hostile.yaml");
  writeFileSync(source, hostileDossier());
  const { page, context, troubles } = await open(browser, writePage("hostile", source), { viewport: { width: 360, height: 740 } });
  await drawn(page);
  assert.deepEqual(troubles, []);
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.equal(await page.locator("img").count(), 0);
  assert.ok((await page.locator("h1").innerText()).includes("</script><script>window.broken=1</script>"));
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, "a long name widens the page");
  await context.close();
}

async function main() {
  const path = writePage("brief", dossier);
  const told = JSON.parse(brief("--json", dossier));
  const bytes = statSync(path).size;
  const gzipped = gzipSync(readFileSync(path), { level: 9 }).length;
  assert.ok(bytes < PAGE_BYTES, `${bytes} bytes`);
  assert.ok(gzipped < GZIPPED_BYTES, `${gzipped} bytes when gzipped`);

  const browser = await launch();
  try {
    const { page, context, troubles } = await open(browser, path);
    await drawn(page);
    await chartsAreThere(page);
    await figuresAreThoseOfTheJson(page, told);
    await choicesRedraw(page);
    await savesFiles(page);
    await keysReachEverything(page);
    await prints(page);
    const hasControls = (await page.locator("#counterweight-capsule").count()) === 1;
    let spent = NaN;
    if (hasControls) {
      await controlled(page);
      spent = await controlsMoveTheCharts(page);
      await linksRestore(browser, page);
      await whatIfsPaste(page, dossier);
      await eachSliderMoves(page);
    }
    const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
    assert.deepEqual(troubles, []);
    await context.close();

    for (const colorScheme of ["light", "dark"]) {
      const themed = await open(browser, path, { colorScheme, reducedMotion: "reduce" });
      await drawn(themed.page);
      await readsAloud(themed.page);
      await themed.context.close();
    }
    for (const width of [360, 800]) await fits(browser, path, width);
    await readsWithoutScript(browser, path);
    await hostileWordsStayWords(browser);
    console.log(`page: ${bytes} bytes, ${gzipped} gzipped; first paint after ${Math.round(paint)} ms; a moved slider shown after ${Math.round(spent)} ms`);
  } finally {
    await browser.close();
  }
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
