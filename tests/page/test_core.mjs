// The page's core says what the program says: node test_core.mjs PROGRAM MODULE.wasm DOSSIER...
//
// The module asks for nothing from outside. For each dossier the unchanged page is the base case of the brief,
// and 200 random changes of numbers give what `counterweight sweep` gives: to 1e-12 of the figure, or of one
// where it is smaller, for the C libraries round their logarithms differently in the last place. (Changes of
// ranges, seats, chairs and rules are tested natively: tests/study/test_live.c.) Prints how long 2,000 draws take.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const web = new URL("../../web/", import.meta.url);
const { build } = createRequire(new URL("package.json", web))("esbuild");
const [program, modulePath, ...dossiers] = process.argv.slice(2);
const SEED = 20220524n;
const DRAWS = 200;
const CHANGES = 200;

async function load(path) {
  const { outputFiles } = await build({ entryPoints: [fileURLToPath(new URL(path, web))], bundle: true, format: "esm", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

const run = (...words) => execFileSync(program, words, { encoding: "utf8", maxBuffer: 1 << 28 });

/** What `one` has, `other` has to have too. */
function same(one, other, where) {
  if (typeof one === "number" && typeof other === "number") {
    assert.ok(Math.abs(one - other) <= 1e-12 * Math.max(1, Math.abs(one), Math.abs(other)), `${where}: ${one} is not ${other}`);
  } else if (Array.isArray(one)) {
    assert.equal(one.length, other.length, where);
    one.forEach((value, at) => same(value, other[at], `${where}[${at}]`));
  } else if (one !== null && typeof one === "object") {
    for (const [key, value] of Object.entries(one)) same(value, other[key], `${where}.${key}`);
  } else {
    assert.equal(one, other, where);
  }
}

/** A reproducible sequence of numbers from 0 to 1 (Park & Miller 1988). */
function chances(state = 20260524) {
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const place = (list, id) => list.findIndex((entry) => entry.id === id);

function checkUnchanged(machine, base, draws) {
  const venues = base.venues.filter(({ open }) => open);
  const pairs = venues.map(({ issue, forum }) => [place(machine.words.issues, issue), place(machine.words.forums, forum)]);
  const found = machine.run({}, pairs, SEED, draws);
  venues.forEach((venue, at) => same(found.venues[at], venue, `${venue.issue} at ${venue.forum}`));
  for (const forum of found.forums) same(forum, base.forums.find((entry) => entry.forum === forum.forum), forum.forum);
  return venues.length;
}

function checkRandomChanges(machine, dossier) {
  const { words, ranges } = machine;
  const { issue, forum } = words.question;
  const chance = chances();
  const bound = { position: 100, status_quo: 100, salience: 1, formality: 1, agenda_power: 1, voice: 1 };
  for (let k = 0; k < CHANGES; k++) {
    const q = Math.floor(chance() * words.quantities.length);
    const quantity = words.quantities[q];
    const [low, , high] = ranges[q];
    const value = Number((low + chance() * (Math.min(bound[quantity.measure] ?? 2 * high + 1, 2 * high + 0.1) - low)).toPrecision(6));
    const found = machine.run({ ranges: { [quantity.path]: [value, value, value] } }, [[issue, forum]], SEED, DRAWS).venues[0];
    const cell = JSON.parse(run("sweep", "-q", "--json", "--draws", String(DRAWS), "--vary", `${quantity.path}=${value}..${value}/1`, dossier)).cells[0];
    for (const key of ["bilateral", "settled", "gain", "gain_positive", "threat_binds", "bypassed", "decides"]) {
      same(found[key], cell[key], `${quantity.path}=${value}: ${key}`);
    }
  }
}

const bytes = readFileSync(modulePath);
assert.deepEqual(WebAssembly.Module.imports(new WebAssembly.Module(bytes)), []);
const { Machine } = await load("src/core/module.ts");
const folder = mkdtempSync(join(tmpdir(), "core-"));
try {
  for (const dossier of dossiers) {
    const path = join(folder, "page.html");
    const base = JSON.parse(run("brief", "-q", "--json", "--draws", "500", dossier)).cases[0];
    run("brief", "-q", "--draws", "100", dossier, "-o", path);
    const [, capsule] = /id="counterweight-capsule">"([A-Za-z0-9+/=]*)"</.exec(readFileSync(path, "utf8"));
    const machine = new Machine(bytes, Buffer.from(capsule, "base64"));
    const checked = checkUnchanged(machine, base, 500);
    if (machine.words.question?.issue != null) checkRandomChanges(machine, dossier);
    const { issue } = machine.words.question ?? { issue: null };
    const forums = issue === null ? [] : machine.words.issues[issue].forums;
    const start = performance.now();
    machine.run({ ranges: {} }, forums.map((forum) => [issue, forum]), SEED, 2000);
    const spent = performance.now() - start;
    console.log(`${dossier}: ${checked} venues; ${capsule.length} letters of capsule; 2,000 draws at ${forums.length} forums, twice: ${Math.round(spent)} ms`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
