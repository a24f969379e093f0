// Bundles the page's program into one script that the command embeds.
//
// Usage: node build.mjs --out FOLDER [--core MODULE.wasm]
//
// Writes FOLDER/page.js and FOLDER/page-licences.txt. Without a core the name `counterweight-core.wasm`
// stands for no bytes, and the page has no controls.
import { build } from "esbuild";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { licences } from "./licences.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: { out: { type: "string" }, core: { type: "string" } } });
if (values.out === undefined) throw new Error("build.mjs: --out FOLDER is missing");

// The bytes of the compiled core, packed, under a name that does not depend on where it was built.
const core = {
  name: "core",
  setup(plugin) {
    plugin.onResolve({ filter: /^counterweight-core\.wasm$/ }, ({ path }) => ({ path, namespace: "core" }));
    plugin.onLoad({ filter: /.*/, namespace: "core" }, () => ({
      contents: values.core === undefined ? new Uint8Array() : gzipSync(readFileSync(values.core), { level: 9 }),
      loader: "binary",
    }));
  },
};

const result = await build({
  absWorkingDir: here,
  entryPoints: ["src/page.ts"],
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  target: "es2022",
  legalComments: "none",
  metafile: true,
  write: false,
  logLevel: "warning",
  plugins: [core],
});

// What stands between script tags must not look like their end, or like a comment of the page.
const script = result.outputFiles[0].text;
const notice = licences(here, result.metafile);
const bytes = `/* Counterweight; Apache-2.0. With the packages named at the end. */\n${script}/*\n${notice}*/\n`;
if (/<\/script|<!--/i.test(bytes)) throw new Error("build.mjs: the script would end its own tag");
if (notice.includes("*/")) throw new Error("build.mjs: a licence would end its comment");

mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, "page.js"), bytes);
writeFileSync(join(values.out, "page-licences.txt"), notice);
