/**
 * Builds the widget: `node build.ts` writes the package's `dist/` and the files that the app serves.
 *
 * `node build.ts --check` writes nothing; it fails if what the app serves is not what the sources give, or too large.
 */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Plugin, transform } from "esbuild";

const HERE = import.meta.dirname;
const DIST = join(HERE, "dist");
const SERVED = join(HERE, "..", "salon", "channels", "widget", "built");
const ENTRY = "porewell-chat.js";

/** Most gzipped bytes of what every visitor loads, and of each file that comes later. */
const MOST = { entry: 15_000, chunk: 6_000 };

const shrunkStyles: Plugin = {
  name: "shrunk-styles",
  setup(bundler) {
    bundler.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true, target: "es2023" });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

// English is in the file that everybody loads; every other language is one of its own.
const languages = readdirSync(join(HERE, "src", "words")).filter((name) => !["en.ts", "languages.ts"].includes(name));
const spoken = Object.fromEntries(languages.map((name) => [basename(name, ".ts"), `words/${name}`]));
const later = await bundled({ later: "element/later.ts", ...spoken }, "[name]-[hash]");
const files = new Map([...(await bundled({ "porewell-chat": "define.ts" }, "[name]", [...later.keys()])), ...later]);
const sizes = report(files);
if (process.argv.includes("--check")) check(files);
else await save(files);
if (sizes.some((size) => size.bytes > size.most)) {
  console.error("The widget has grown beyond its limit.");
  process.exitCode = 1;
}

/**
 * Return the contents of one file for each of `entries` (name: source), by its name.
 *
 * What is imported dynamically is one of the files `apart`, which were made before.
 */
async function bundled(entries: Record<string, string>, entryNames: string, apart: string[] = []): Promise<Map<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: Object.entries(entries).map(([out, source]) => ({ in: join(HERE, "src", source), out })),
    entryNames,
    bundle: true,
    format: "esm",
    target: "es2023",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    outdir: DIST,
    write: false,
    plugins: [shrunkStyles, loadedFrom(apart)],
  });
  return new Map(outputFiles.map(({ path, contents }) => [path.slice(DIST.length + 1), contents]));
}

function loadedFrom(apart: string[]): Plugin {
  return {
    name: "loaded-from",
    setup(bundler) {
      bundler.onResolve({ filter: /./ }, ({ path, kind }) => {
        const stem = `${basename(path, ".ts")}-`;
        const found = kind === "dynamic-import" && apart.find((name) => name.startsWith(stem));
        return found ? { path: `./${found}`, external: true } : null;
      });
    },
  };
}

async function save(made: Map<string, Uint8Array>): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  const compiler = join(HERE, "node_modules", "typescript", "bin", "tsc");
  execFileSync(process.execPath, [compiler, "--project", HERE, "--emitDeclarationOnly"]);
  // For those who bundle: the class, with and without its definition. A page loads the file that the app serves too.
  for (const [name, contents] of await bundled({ index: "index.ts", define: "define.ts" }, "[name]", [...later.keys()]))
    writeFileSync(join(DIST, name), contents);
  mkdirSync(SERVED, { recursive: true });
  for (const name of readdirSync(SERVED)) rmSync(join(SERVED, name));
  for (const [name, contents] of made) {
    writeFileSync(join(DIST, name), contents);
    writeFileSync(join(SERVED, name), contents);
  }
  writeFileSync(join(SERVED, "manifest.json"), manifest(made));
  cpSync(join(HERE, "..", "LICENSE"), join(DIST, "LICENSE"));
}

function check(made: Map<string, Uint8Array>): void {
  const wanted = new Map([...made, ["manifest.json", Buffer.from(manifest(made))] as const]);
  const present = readdirSync(SERVED);
  const alike = (name: string): boolean => present.includes(name) && readFileSync(join(SERVED, name)).equals(wanted.get(name)!);
  if (present.length === wanted.size && [...wanted.keys()].every(alike)) return;
  console.error("What the app serves is not what the sources give: run `make widget` and commit what it changes.");
  process.exitCode = 1;
}

/** Return what the app has to know: a version that changes with any byte, and each file's integrity. */
function manifest(made: Map<string, Uint8Array>): string {
  const sorted = [...made].sort(([one], [other]) => (one < other ? -1 : 1));
  const whole = createHash("sha256");
  for (const [name, contents] of sorted) whole.update(name).update(contents);
  const integrity = sorted.map(([name, contents]) => [name, `sha384-${createHash("sha384").update(contents).digest("base64")}`]);
  const version = whole.digest("hex").slice(0, 12);
  return `${JSON.stringify({ version, entry: ENTRY, integrity: Object.fromEntries(integrity) }, null, 2)}\n`;
}

/** Print the sizes, and return them with their limits. */
function report(made: Map<string, Uint8Array>): { bytes: number; most: number }[] {
  return [...made].map(([name, contents]) => {
    const bytes = gzipSync(contents, { level: 9 }).length;
    const most = name === ENTRY ? MOST.entry : MOST.chunk;
    console.log(`${String(bytes).padStart(7)} of ${most} bytes gzip  ${name}`);
    return { bytes, most };
  });
}
