// Bundles the screens' scripts and styles into ../static/dist, with a sprite of only the icons that are used.
// Run from anywhere: node src/gudok/web/frontend/build.mjs [--watch]
import * as esbuild from "esbuild";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeSprite } from "./sprite.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const web = dirname(here);
const dist = join(web, "static", "dist");
const watch = process.argv.includes("--watch");
// Built beside what is served and put in its place whole: a page that loads meanwhile gets the old or the new.
const out = watch ? dist : `${dist}.new`;

const common = { bundle: true, minify: !watch, sourcemap: watch, target: ["es2022"], logLevel: "warning", legalComments: "linked" };

const screens = {
  ...common,
  entryPoints: ["alerts", "app", "choices", "desk", "wall", "supervise", "player", "passkeys", "setup", "ivr", "orders", "cases", "knowledge", "scripts"].map((name) => join(here, "js", `${name}.js`)),
  format: "esm",
  // JsSIP's debug module asks for Node's process when it is bundled as CommonJS.
  define: { "process.env.NODE_ENV": '"production"' },
  outdir: out,
};
// theme.js runs before the first paint, so it is a classic script of its own and not a (deferred) module.
const theme = { ...common, entryPoints: [join(here, "js", "theme.js")], format: "iife", outdir: out };
const styles = {
  ...common,
  entryPoints: [join(here, "css", "gudok.css")],
  loader: { ".woff2": "file", ".svg": "dataurl" },
  outdir: out,
};
const icons = {
  ...common,
  entryPoints: ["gudok", "gudok-ringing"].map((name) => join(here, "img", `${name}.svg`)),
  loader: { ".svg": "copy" },
  outdir: out,
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await writeSprite(web, out);
for (const options of [screens, theme, styles, icons]) {
  if (watch) await (await esbuild.context(options)).watch();
  else await esbuild.build(options);
}
if (!watch) {
  await rm(`${dist}.old`, { recursive: true, force: true });
  await rename(dist, `${dist}.old`).catch(() => {});
  await rename(out, dist);
  await rm(`${dist}.old`, { recursive: true, force: true });
  process.stdout.write(`bundle written to ${dist}\n`);
}
