// Changing a wall: tiles are added, moved and sized by mouse or keyboard, set and removed; saved as a whole.
import { byId, setText } from "../common/dom.js";
import { post } from "../common/net.js";
import { word } from "../common/words.js";
import { drawCharts, place, tilesOf, drawAlerts } from "./board.js";
import { startDragging } from "./drag.js";
import { inOrder, newId, put, room } from "./grid.js";

const SPARE = 3;
const LEAST = 12;
const MOST = 40;
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const state = { tiles: [], nodes: new Map(), past: [], saved: "", drawn: () => {} };

// startEditing(drawn): `drawn` fills tiles that are new on the board.
export function startEditing(drawn) {
  state.drawn = drawn;
  state.tiles = JSON.parse(byId("gk-tiles").textContent);
  state.nodes = new Map(tilesOf().map((node) => [node.dataset.tile, node]));
  state.saved = JSON.stringify(state.tiles);
  byId("board").addEventListener("click", press);
  byId("board").addEventListener("keydown", keyed);
  byId("kinds").addEventListener("click", ({ target }) => target.dataset.add && add(target.dataset.add));
  byId("undo").addEventListener("click", undo);
  byId("save").addEventListener("click", save);
  addEventListener("beforeunload", (event) => changed() && event.preventDefault());
  startDragging(byId("board"), { tile, preview: show, done: commit, put: (id, wanted) => put(state.tiles, id, wanted) });
  show(state.tiles);
}

const tile = (id) => state.tiles.find((one) => one.id === id);
const titleOf = (id) => state.nodes.get(id)?.querySelector("h2").textContent ?? id;
const changed = () => JSON.stringify(state.tiles) !== state.saved;

function say(text) {
  setText(byId("said"), text);
}

// Puts the nodes where these tiles stand, with rows to spare below.
function show(tiles) {
  const grid = byId("board").querySelector(".gk-grid");
  for (const one of tiles) {
    const node = state.nodes.get(one.id);
    Object.assign(node.dataset, { x: one.x, y: one.y, w: one.w, h: one.h });
    if (!node.isConnected) grid.append(node);
  }
  for (const node of tilesOf()) {
    const { tile: id } = node.dataset;
    if (state.nodes.get(id) !== node || !tiles.some((one) => one.id === id)) node.remove();
  }
  grid.dataset.least = Math.max(LEAST, ...tiles.map((one) => one.y + one.h + SPARE));
  place();
}

// The change is made: what was before can be had again.
function commit(tiles, id, said) {
  if (!tiles) return say(word("no_room"));
  if (JSON.stringify(tiles) === JSON.stringify(state.tiles)) return show(state.tiles);
  state.past.push({ tiles: state.tiles, nodes: new Map(state.nodes) });
  state.tiles = tiles;
  settle();
  const one = tile(id);
  say(said ?? `${word("at", { title: titleOf(id), x: one.x + 1, y: one.y + 1 })}; ${word("size", { title: titleOf(id), w: one.w, h: one.h })}`);
}

// Reading order and Tab follow the eye: from above to below. The focus stays where it is.
function settle() {
  show(state.tiles);
  const focused = document.activeElement;
  const grid = byId("board").querySelector(".gk-grid");
  inOrder(state.tiles).forEach(({ id }, at) => {
    const node = state.nodes.get(id);
    if (grid.children[at] !== node) grid.insertBefore(node, grid.children[at] ?? null);
  });
  if (focused !== document.activeElement && focused.isConnected) focused.focus();
  byId("undo").disabled = state.past.length === 0;
  byId("board").querySelector(".gk-bare")?.remove();
  drawAlerts();
  state.drawn();
}

function undo() {
  const before = state.past.pop();
  if (!before) return;
  Object.assign(state, before);
  settle();
  say(changed() ? word("unsaved") : "");
}

function press({ target }) {
  const button = target.closest("[data-act]");
  const id = button?.closest("[data-tile]").dataset.tile;
  if (button?.dataset.act === "remove") remove(id);
  else if (button?.dataset.act === "settings") ask(tile(id));
}

function keyed(event) {
  const act = event.target.dataset.act;
  const id = event.target.closest("[data-tile]")?.dataset.tile;
  if (event.key === "Delete" && act) {
    event.preventDefault();
    remove(id);
  } else if (event.key in STEPS && (act === "move" || act === "size")) {
    event.preventDefault();
    const [dx, dy] = STEPS[event.key];
    const one = tile(id);
    const sized = act === "size" || event.shiftKey;
    commit(put(state.tiles, id, sized ? { w: Math.max(1, one.w + dx), h: Math.max(1, one.h + dy) } : { x: one.x + dx, y: one.y + dy }), id);
  } else if (event.ctrlKey && event.code === "KeyZ") undo();
}

function remove(id) {
  const order = inOrder(state.tiles);
  const next = order[order.findIndex((one) => one.id === id) + 1] ?? order.at(-2);
  commit(state.tiles.filter((one) => one.id !== id), id, word("removed", { title: titleOf(id) }));
  (next ? state.nodes.get(next.id).querySelector("[data-act]") : byId("add")).focus();
}

function add(kind) {
  const { w, h, figure } = JSON.parse(byId("gk-kinds").textContent).find((one) => one.kind === kind);
  const free = state.tiles.length < MOST && room(state.tiles, w, h);
  if (!free) return say(word("no_room"));
  const made = { id: newId([...state.tiles, ...[...state.nodes.keys()].map((id) => ({ id }))]), kind, ...free, w, h };
  return ask(figure ? { ...made, figure } : made);
}

// The settings of a tile: their form comes from the server, which also says what is wrong with them.
async function ask(now, sent) {
  const dialog = byId("tile-dialog");
  let answer;
  try {
    answer = await (await post(byId("main").dataset.tile, [["tile", JSON.stringify(now)], ...(sent ?? [])])).json();
  } catch {
    return say(word("no_answer"));
  }
  if (answer.tile) {
    dialog.close();
    return take(answer);
  }
  dialog.innerHTML = answer.form;
  const form = dialog.querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(now, [...new FormData(form), ["save", "1"]]);
  });
  form.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  startLimits(form);
  if (!dialog.open) dialog.showModal();
  return (form.querySelector(".is-invalid") ?? form.querySelector("select, textarea, input"))?.focus();
}

// Thresholds of its own can be written only where they count.
function startLimits(form) {
  const limits = form.elements["tile-limits"];
  if (!limits) return;
  const fields = ["tile-warn", "tile-bad"].map((name) => form.elements[name].closest(".mb-3"));
  const follow = () => fields.forEach((field) => { field.hidden = limits.value !== "own"; });
  limits.addEventListener("change", follow);
  follow();
}

function take({ tile: made, html }) {
  const frame = document.createElement("template");
  frame.innerHTML = html;
  const is = Boolean(tile(made.id));
  const past = { tiles: state.tiles, nodes: new Map(state.nodes) };
  state.nodes.get(made.id)?.remove();
  state.nodes.set(made.id, frame.content.firstElementChild);
  state.past.push(past);
  state.tiles = is ? state.tiles.map((one) => (one.id === made.id ? { ...made, x: one.x, y: one.y, w: one.w, h: one.h } : one)) : [...state.tiles, made];
  settle();
  drawCharts();
  say(is ? word("unsaved") : word("added", { title: titleOf(made.id) }));
  state.nodes.get(made.id).querySelector(`[data-act="${is ? "settings" : "move"}"]`).focus();
}

async function save() {
  const { dataset } = byId("main");
  try {
    const sent = JSON.stringify(inOrder(state.tiles));
    const answer = await (await post(dataset.save, { tiles: sent, edition: dataset.edition })).json();
    if (answer.error) return say(answer.error);
    dataset.edition = answer.edition;
    state.saved = JSON.stringify(state.tiles);
    return say(word("saved"));
  } catch {
    return say(word("no_answer"));
  }
}
