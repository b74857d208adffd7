// The flow as a picture: nodes are buttons over arrows drawn in SVG; one Tab reaches it, arrows go along the flow.
import { byId, element, picture as icon } from "../common/dom.js";
import { word } from "../common/words.js";
import { about, exitsOf, neighbours, withoutNode } from "./flow.js";
import { layout } from "./layout.js";
import { choose, put, state } from "./state.js";
import { exitName, title } from "./words.js";
import { zoom } from "./zoom.js";

const SVG = "http://www.w3.org/2000/svg";
const LAST = ["queue", "callback", "end"];
const acts = { open: () => {}, grow: () => {}, say: () => {} };
let drawn = { places: {}, arrows: [] };

// startPicture({ open, grow, say }): a node's form is wanted; a node after a way out is wanted; something to be told.
export function startPicture(wanted) {
  Object.assign(acts, wanted);
  byId("picture").addEventListener("click", pressed);
  byId("picture").addEventListener("keydown", keyed);
}

export function drawPicture(why) {
  const root = byId("picture");
  const focused = root.contains(document.activeElement) && document.activeElement.dataset.node;
  if (why === "flow" || why === "typed" || why === "offered" || !root.firstChild) paint(root);
  mark(root);
  if (focused) nodeOf(state.chosen || focused)?.focus({ preventScroll: false });
}

export const focusNode = (id) => nodeOf(id)?.focus();
export const showNode = (id) => id && nodeOf(id)?.scrollIntoView({ block: "nearest", inline: "nearest" });

const nodeOf = (id) => byId("picture").querySelector(`[data-node="${id}"]`);

function paint(root) {
  const nodes = Object.entries(state.flow.nodes).map(([id, node]) => ({ id, exits: exitsOf(node, state.kinds) }));
  const scroll = [root.scrollLeft, root.scrollTop];
  if (!nodes.length) return root.replaceChildren(beginning());
  drawn = layout(nodes, state.flow.start);
  const canvas = element("div", { className: "gk-flow-canvas" });
  Object.assign(canvas.style, { width: `${drawn.width}px`, height: `${drawn.height}px` });
  canvas.append(arrowsOf(drawn), ...drawn.arrows.flatMap(labels), ...inReadingOrder().map(box));
  root.replaceChildren(canvas);
  zoom(drawn.width);
  return root.scrollTo(...scroll);
}

// From the beginning on, column by column: as Tab and a screen reader go.
function inReadingOrder() {
  return Object.entries(drawn.places).sort(([, a], [, b]) => a.x - b.x || a.y - b.y).map(([id]) => id);
}

function svg(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function arrowsOf({ arrows, width, height }) {
  const root = svg("svg", { width, height, "aria-hidden": "true" });
  for (const arrow of arrows) {
    root.append(svg("path", { d: arrow.path, class: `gk-arrow${arrow.back ? " gk-arrow-back" : ""}${arrow.to ? "" : " gk-arrow-loose"}`, "data-arrow": `${arrow.from} ${arrow.name}` }));
    if (!arrow.to) continue;
    const { x, y, h } = drawn.places[arrow.to];
    const at = y + h / 2 + (arrow.back ? 8 : 0);
    root.append(svg("path", { d: `M${x - 7} ${at - 4}L${x} ${at}L${x - 7} ${at + 4}z`, class: "gk-arrow-head", "data-arrow": `${arrow.from} ${arrow.name}` }));
  }
  return root;
}

// A way out's name stands at its arrow's beginning, how many went that way behind it; one that leads nowhere has a plus.
function labels(arrow) {
  const key = /^(?:key|case):(.*)$/s.exec(arrow.name)?.[1] ?? "";
  const name = exitName({ name: arrow.name, key });
  const label = element("span", { className: "gk-arrow-name", textContent: name });
  if (key) label.classList.add("gk-arrow-key");
  const count = element("span", { className: "gk-arrow-count", hidden: true });
  count.dataset.count = `${arrow.from} ${arrow.name}`;
  const row = element("span", { className: "gk-arrow-row" }, label, count);
  row.setAttribute("aria-hidden", "true");
  Object.assign(row.style, { left: `${arrow.x + 4}px`, top: `${arrow.y - 10}px` });
  if (arrow.to) return [row];
  const plus = element("button", { type: "button", className: "gk-arrow-plus", tabIndex: -1, ariaLabel: `${title(arrow.from)}. ${word("to", { exit: name })}`, title: word("fresh") }, icon("plus"));
  plus.dataset.grow = arrow.name;
  plus.dataset.from = arrow.from;
  Object.assign(plus.style, { left: `${arrow.x + 68}px`, top: `${arrow.y - 11}px` });
  return [row, plus];
}

function box(id) {
  const node = state.flow.nodes[id];
  const kind = state.kinds[node.kind];
  const { x, y, w, h } = drawn.places[id];
  const words = about(node, state.offered, state.kinds);
  const body = element("span", { className: "gk-node-text" }, element("b", { textContent: kind.name }), element("span", { textContent: words }));
  const mark = element("span", { className: "gk-node-mark", ariaHidden: "true", textContent: "!" });
  const ways = element("span", { className: "visually-hidden gk-node-ways" });
  const left = element("span", { className: "gk-node-left", hidden: true });
  left.dataset.left = id;
  const count = element("span", { className: "gk-arrow-count", hidden: true });
  if (LAST.includes(node.kind)) count.dataset.count = `${id} ${node.kind}`;
  body.append(left);
  const button = element("button", { type: "button", className: "gk-node", title: words }, icon(kind.icon), body, count, mark, ways);
  button.dataset.node = id;
  button.dataset.kind = node.kind;
  Object.assign(button.style, { left: `${x}px`, top: `${y}px`, width: `${w}px`, height: `${h}px` });
  return button;
}

// What needs no new layout: what is chosen, walked, wrong and counted.
function mark(root) {
  const wrong = new Set(state.problems.map((problem) => problem.node));
  const tabbed = state.chosen || state.flow.start;
  for (const button of root.querySelectorAll("[data-node]")) {
    const { node: id } = button.dataset;
    button.setAttribute("aria-pressed", String(id === state.chosen));
    button.querySelector(".gk-node-ways").textContent = spoken(id, wrong.has(id));
    button.setAttribute("aria-describedby", "flow-keys");
    button.tabIndex = id === tabbed || (!(tabbed in state.flow.nodes) && button === root.querySelector("[data-node]")) ? 0 : -1;
    button.classList.toggle("gk-node-start", id === state.flow.start);
    button.classList.toggle("gk-node-wrong", wrong.has(id));
    button.classList.toggle("gk-node-walked", state.path.some((step) => step.node === id));
    button.classList.toggle("gk-node-here", state.path.at(-1)?.node === id);
  }
  const walked = new Set(state.path.map((step) => `${step.node} ${step.exit}`));
  const loose = new Set(state.problems.filter((problem) => problem.code === "nowhere").map((problem) => `${problem.node} ${problem.field}`));
  for (const line of root.querySelectorAll("[data-arrow]")) {
    line.classList.toggle("gk-arrow-walked", walked.has(line.dataset.arrow));
    line.classList.toggle("gk-arrow-wrong", loose.has(line.dataset.arrow));
  }
  for (const place of root.querySelectorAll("[data-count]")) {
    place.hidden = !state.counts;
    place.textContent = state.counts ? state.counts[place.dataset.count] ?? 0 : "";
  }
  for (const place of root.querySelectorAll("[data-left]")) {
    const left = state.counts?.[`${place.dataset.left} left`];
    place.hidden = !left;
    place.textContent = left ? word("left_here", { n: left }) : "";
  }
}

function spoken(id, wrong) {
  const ways = exitsOf(state.flow.nodes[id], state.kinds).map((exit) =>
    exit.to in state.flow.nodes ? word("leads", { exit: exitName(exit), title: title(exit.to) }) : word("leads_nowhere", { exit: exitName(exit) }),
  );
  return ["", ...(id === state.flow.start ? [word("begins")] : []), ...(wrong ? [word("has_problem")] : []), ...ways].join(". ");
}

function beginning() {
  const kinds = state.list.map((kind) => {
    const button = element("button", { type: "button", className: "btn" }, icon(kind.icon), kind.name);
    button.dataset.first = kind.kind;
    return button;
  });
  return element("div", { className: "gk-flow-blank" }, element("p", { textContent: word("blank") }), element("div", { className: "gk-flow-kinds" }, ...kinds));
}

function pressed({ target }) {
  const { first } = target.closest("[data-first]")?.dataset ?? {};
  if (first) return acts.grow("", "", first);
  const plus = target.closest("[data-grow]");
  if (plus) return acts.grow(plus.dataset.from, plus.dataset.grow, "");
  const id = target.closest("[data-node]")?.dataset.node;
  if (!id) return undefined;
  const again = state.chosen === id;
  choose(id);
  // Enter and Space are clicks too: on what is chosen already they go into its form.
  return again ? acts.open(id) : undefined;
}

function keyed(event) {
  const id = event.target.dataset.node;
  if (!id || event.ctrlKey || event.altKey || event.metaKey) return;
  const to = step(id, event.key);
  if (to) {
    event.preventDefault();
    choose(to);
    nodeOf(to)?.focus();
  } else if (event.key === "Enter") {
    event.preventDefault();
    choose(id);
    acts.open(id);
  } else if (event.key === "Delete") {
    event.preventDefault();
    removeNode(id);
  }
}

export function removeNode(id) {
  const { before, after } = neighbours(state.flow, id, state.kinds);
  const next = [...before, ...after].find((one) => one !== id) ?? Object.keys(state.flow.nodes).find((one) => one !== id) ?? "";
  const told = title(id);
  put(withoutNode(state.flow, id, state.kinds), next);
  (nodeOf(next) ?? byId("picture").querySelector("[data-first]"))?.focus();
  acts.say(word("removed", { title: told }));
}

// Right goes on along the first way, left back, up and down in the column.
function step(id, key) {
  const place = drawn.places[id];
  const { after, before } = neighbours(state.flow, id, state.kinds);
  const other = (ids) => ids.filter((one) => one !== id);
  if (key === "ArrowRight") return other(after).sort((a, b) => far(place, a) - far(place, b))[0];
  if (key === "ArrowLeft") return other(before).sort((a, b) => far(place, a) - far(place, b))[0];
  if (key === "Home") return state.flow.start;
  if (key !== "ArrowUp" && key !== "ArrowDown") return "";
  const way = key === "ArrowDown" ? 1 : -1;
  const column = Object.entries(drawn.places).filter(([one, at]) => one !== id && at.x === place.x && (at.y - place.y) * way > 0);
  return column.sort(([, a], [, b]) => (a.y - b.y) * way)[0]?.[0];
}

function far(place, id) {
  const { x, y } = drawn.places[id];
  return Math.abs(x - place.x) * 4 + Math.abs(y - place.y);
}
