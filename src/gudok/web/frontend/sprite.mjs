// One SVG file with a <symbol> for each icon that a template, a Python file or a script names.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";

const SOURCES = new Set([".html", ".py", ".js"]);
const SKIPPED = new Set(["static", "node_modules", "__pycache__", "migrations", "tests"]);
// {% icon "phone" %} in a template; icon("phone") in a script; icon="phone" in Python.
const USE = /\bicon[\s(=:]+["']([a-z0-9-]+)["']/g;

async function* files(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) yield* files(path);
    } else if (SOURCES.has(extname(entry.name))) yield path;
  }
}

export async function namesUsed(folder) {
  const names = new Set();
  for await (const path of files(folder)) {
    for (const [, name] of (await readFile(path, "utf8")).matchAll(USE)) names.add(name);
  }
  return [...names].sort();
}

export async function writeSprite(web, out) {
  const home = dirname(createRequire(import.meta.url).resolve("@tabler/icons/package.json"));
  const symbols = [];
  for (const name of await namesUsed(web)) {
    let svg;
    try {
      svg = await readFile(join(home, "icons", "outline", `${name}.svg`), "utf8");
    } catch {
      throw new Error(`no Tabler icon is called "${name}"`);
    }
    const body = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>")).replace(/\s+/g, " ");
    symbols.push(`<symbol id="${name}" viewBox="0 0 24 24">${body.trim()}</symbol>`);
  }
  await writeFile(join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}
