// What stands on a wall: its tiles in their places, what each is about, charts and alerts that are asked for now and then.
import { drawLines } from "../common/alerts.js";
import { byId } from "../common/dom.js";
import { get } from "../common/net.js";
import { FIGURES, LISTS } from "./paint.js";
import { chosen } from "./sums.js";

const CHART_EVERY = 60_000;
let told = [];

export function tilesOf(board = byId("board")) {
  return [...board.querySelectorAll("[data-tile]")];
}

// On a wall of one's own each tile stands where its data say; the standard one has its place in the style sheet.
export function place(board = byId("board")) {
  const grid = board.querySelector(".gk-grid");
  if (!grid) return;
  let rows = 0;
  for (const { dataset, style } of tilesOf(board)) {
    const [x, y, w, h] = ["x", "y", "w", "h"].map((name) => Number(dataset[name]));
    style.gridArea = `${y + 1} / ${x + 1} / span ${h} / span ${w}`;
    rows = Math.max(rows, y + h);
  }
  grid.style.setProperty("--rows", String(Math.max(rows, Number(grid.dataset.least ?? 1))));
}

// paint(known, { levels, dead, rang }, lists): every tile, its list only when something has changed.
export function paint(known, more, lists) {
  const board = byId("board");
  const { wall, nameless, masked } = board.dataset;
  for (const node of tilesOf(board)) {
    const settings = settingsOf(node);
    if (!(settings.kind in LISTS) && !(settings.kind in FIGURES)) continue;
    const given = chosen(known, settings);
    const about = { ...more, settings, given, zone: known.zone, key: `${wall}:${node.dataset.tile}`, nameless: Boolean(nameless), masked: Boolean(masked) };
    if (lists) LISTS[settings.kind]?.(node, given, about);
    FIGURES[settings.kind]?.(node, given, about);
  }
}

const parsed = new WeakMap();

export function settingsOf(node) {
  const kept = parsed.get(node);
  if (kept?.text === node.dataset.settings) return kept.value;
  const found = { text: node.dataset.settings, value: JSON.parse(node.dataset.settings) };
  parsed.set(node, found);
  return found.value;
}

// Charts come drawn from the server, lists of alerts by their own address; both follow what stands on the board now.
export function startCharts() {
  setInterval(drawCharts, CHART_EVERY);
  drawCharts();
}

export async function drawCharts() {
  for (const node of tilesOf()) {
    const { kind, figure, queues } = settingsOf(node);
    if (kind === "chart") await drawChart(node, new URLSearchParams({ figure, queues: queues.join(","), tile: node.dataset.tile }));
  }
}

async function drawChart(node, asked) {
  try {
    const answer = await get(`${byId("main").dataset.chart}?${asked}`);
    // The server's own drawing: it holds no text but numbers and our words.
    node.querySelector("[data-drawn]").innerHTML = await answer.text();
  } catch { /* the page says by itself that the server is away */ }
}

// What goes on, in every list of alerts on the board; without a list of them, those told last.
export function drawAlerts(alerts = told) {
  told = alerts;
  for (const list of byId("board").querySelectorAll(".gk-alert-lines")) drawLines(list, alerts);
}
