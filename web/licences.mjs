// The licences of the packages that a bundle holds, told from esbuild's metafile.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// "node_modules/@a/b/src/c.js" -> "@a/b"
function packageOf(input) {
  const found = input.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//);
  return found === null ? undefined : found[1];
}

// Packages with at least one byte in the output, in order of name.
function packagesIn(metafile) {
  const names = new Set();
  for (const output of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const name = packageOf(input);
      if (name !== undefined && bytesInOutput > 0) names.add(name);
    }
  }
  return [...names].sort();
}

function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^(licen[sc]e|copying)(\.|$)/i.test(name));
  return file === undefined ? "" : readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
}

// The lines that differ from package to package, apart from the words that they share.
function split(text) {
  const lines = text.split("\n");
  const isNotice = (line) => /^\s*copyright\b.*\d{4}/i.test(line);
  return {
    copyright: lines.filter(isNotice).map((line) => line.trim()),
    words: lines.filter((line) => !isNotice(line)).join("\n").replace(/\n{3,}/g, "\n\n").trim(),
  };
}

// One paragraph a licence: the packages under it, then its words. Packages without a file of their own
// are named with the licence that their package.json states.
export function licences(web, metafile) {
  const byWords = new Map();
  for (const name of packagesIn(metafile)) {
    const folder = join(web, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const { copyright, words } = split(licenceText(folder));
    const entry = `${[`${name} ${version} (${license})`, ...copyright].join("; ")}`;
    byWords.set(words, [...(byWords.get(words) ?? []), entry]);
  }
  return [...byWords].map(([words, entries]) => `${entries.join("\n")}\n\n${words}\n`).join("\n----\n\n");
}
