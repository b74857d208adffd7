// The form of the chosen node: its values, what it says, and where each way out of it leads.
import { byId, element, picture as icon, show } from "../common/dom.js";
import { word } from "../common/words.js";
import { removeNode } from "./draw.js";
import { changed, exitsOf, KEYS, pairsOf, pointed, renamed, withoutExit, withPairs } from "./flow.js";
import { soundsField } from "./sounds.js";
import { put, state } from "./state.js";
import { exitName, title } from "./words.js";

let grow = () => {};

// startForm(grown): grown(from, exit, kind) makes a node behind a way out.
export function startForm(grown) {
  grow = grown;
}

// Drawn anew with every change but those typed into it; the focus stays in the field where it was.
export function drawForm(why) {
  const root = byId("node");
  if (why !== "typed" && why !== "problems") {
    const focused = root.contains(document.activeElement) ? document.activeElement.name || document.activeElement.id : "";
    root.replaceChildren(...(state.chosen ? formOf(state.chosen) : [element("p", { className: "gk-muted", textContent: word("pick") })]));
    if (focused) (root.querySelector(`[name="${CSS.escape(focused)}"]`) ?? root.querySelector(`#${CSS.escape(focused)}`))?.focus();
  }
  tellProblems(root);
}

export const focusForm = () => byId("node").querySelector("select, input, button")?.focus();

// The field that says where a way out leads, or its menu of new nodes.
export function focusExit(name, fresh = false) {
  const field = byId("node").querySelector(`[name="${CSS.escape(`to:${name}`)}"]`);
  field?.focus();
  // The click that asked for it must be over, or it would close the menu again.
  if (fresh) setTimeout(() => field?.parentElement.querySelector("[data-bs-toggle]").click());
}

function formOf(id) {
  const node = state.flow.nodes[id];
  const kind = state.kinds[node.kind];
  const head = element("h2", {}, icon(kind.icon), kind.name);
  const first = id === state.flow.start;
  const begin = element("button", { type: "button", className: "btn btn-sm", textContent: word("begin_here"), id: "begin-here" });
  begin.addEventListener("click", () => put({ ...state.flow, start: id }));
  const remove = element("button", { type: "button", className: "btn btn-sm", id: "delete-node" }, icon("trash"), word("delete"));
  remove.addEventListener("click", () => removeNode(id));
  return [
    head,
    ...(first ? [element("p", { className: "gk-muted m-0", textContent: word("begins") })] : []),
    problemPlace("id"),
    ...kind.fields.filter((field) => !small(field)).map((field) => fieldOf(id, node, field)),
    exitsPart(id, node, kind),
    element("div", { className: "gk-flow-small" }, ...kind.fields.filter(small).map((field) => fieldOf(id, node, field))),
    element("div", { className: "gk-flow-acts" }, ...(first ? [] : [begin]), remove),
  ];
}

// What is seldom changed stands below the ways out.
const small = (field) => field.type === "seconds" || field.type === "number";

const problemPlace = (name) => {
  const place = element("div", { className: "gk-red", hidden: true });
  place.setAttribute("role", "alert");
  place.dataset.problem = name;
  return place;
};

function tellProblems(root) {
  const own = state.problems.filter((problem) => problem.node === state.chosen);
  for (const place of root.querySelectorAll("[data-problem]")) {
    const text = own.filter((problem) => problem.field === place.dataset.problem).map((problem) => problem.text).join(" ");
    if (place.textContent !== text) place.textContent = text;
    show(place, Boolean(text));
  }
}

function labelled(field, control) {
  const label = element("label", { className: "form-label", textContent: field.label, htmlFor: control.id });
  const hint = field.hint ? [element("div", { className: "form-hint", textContent: field.hint })] : [];
  return element("div", { className: "gk-flow-field" }, label, control, ...hint, problemPlace(field.name));
}

function fieldOf(id, node, field) {
  const value = node[field.name] ?? field.default;
  if (field.type === "sounds") return soundsField(id, field, value, problemPlace("sounds"));
  if (field.type === "flag") return flag(id, field, value);
  const choices = field.choices ?? state.offered[field.type]?.map((one) => [one.code, one.name]);
  if (choices) {
    const select = selectOf(`f:${field.name}`, choices, value);
    select.addEventListener("change", () => put(changed(state.flow, id, { [field.name]: select.value })));
    return labelled(field, select);
  }
  const times = field.type === "seconds" ? 1000 : 1;
  const written = field.type === "text" || field.type === "words";
  const input = element(field.type === "words" ? "textarea" : "input", { className: "form-control", name: `f:${field.name}`, id: `f-${field.name}`, value: written ? value : value / times });
  if (field.type === "words") input.rows = 6;
  if (written) input.maxLength = field.most ?? 60;
  else Object.assign(input, { type: "number", min: field.least, max: field.most, step: field.type === "seconds" ? 0.5 : 1 });
  input.addEventListener("input", () => {
    const typed = written ? input.value : Math.round(Number(input.value) * times);
    put(changed(state.flow, id, { [field.name]: typed }), id, `${id} ${field.name}`);
  });
  return labelled(field, input);
}

function flag(id, field, value) {
  const box = element("input", { type: "checkbox", className: "form-check-input", name: `f:${field.name}`, checked: value });
  box.addEventListener("change", () => put(changed(state.flow, id, { [field.name]: box.checked })));
  return element("label", { className: "form-check gk-flow-field" }, box, element("span", { className: "form-check-label", textContent: field.label }));
}

// choices: [[value, text]]; what is chosen and no longer there is shown by its code.
export function selectOf(name, choices, value) {
  const all = [...choices];
  if (!all.some(([one]) => one === value)) all.unshift(value ? [value, word("lost", { code: value })] : ["", word("none")]);
  const options = all.map(([one, text]) => element("option", { value: one, textContent: text, selected: one === value }));
  return element("select", { className: "form-select", name, id: name.replace(/[^\w-]/g, "-") }, ...options);
}

function exitsPart(id, node, kind) {
  const exits = exitsOf(node, state.kinds);
  if (!exits.length && !kind.many) return element("p", { className: "gk-muted m-0", textContent: kind.last ?? word("last") });
  const part = element("fieldset", { className: "gk-flow-exits" }, element("legend", { className: "form-label", textContent: word("ways_out") }));
  part.append(...exits.map((exit) => exitRow(id, node, kind, exit)));
  if (kind.many) part.append(problemPlace(kind.many), adder(id, node, kind));
  return part;
}

function exitRow(id, node, kind, exit) {
  const name = exitName(exit);
  const nodes = Object.keys(state.flow.nodes).map((one) => [one, title(one)]);
  const to = selectOf(`to:${exit.name}`, [["", word("nowhere")], ...nodes], exit.to);
  to.title = to.selectedOptions[0].textContent;
  to.setAttribute("aria-label", word("to", { exit: name }));
  to.addEventListener("change", () => put(pointed(state.flow, id, exit.name, to.value, state.kinds)));
  const row = element("div", { className: "gk-flow-exit" }, exit.key || kind.many && /^(?:key|case):/.test(exit.name) ? keyField(id, node, kind, exit) : element("span", { textContent: name }), to, freshMenu(id, exit, name));
  if (/^(?:key|case):/.test(exit.name)) {
    const gone = element("button", { type: "button", className: "btn btn-icon btn-sm", ariaLabel: word("remove_exit", { exit: name }), title: word("remove_exit", { exit: name }) }, icon("x"));
    gone.addEventListener("click", () => {
      put(withoutExit(state.flow, id, exit.key, state.kinds));
      byId("add-exit")?.focus();
    });
    row.append(gone);
  }
  return element("div", {}, row, problemPlace(exit.name));
}

// The key or value of a way out, which may become another that is free.
function keyField(id, node, kind, exit) {
  const rename = (key) => {
    if (key === exit.key || pairsOf(node, kind.many).some(([one]) => one === key)) return;
    put(renamed(state.flow, id, exit.key, key, state.kinds));
  };
  if (kind.many === "keys") {
    const free = [...KEYS].filter((key) => key === exit.key || !(key in node.keys));
    const select = selectOf(`key:${exit.key}`, free.map((key) => [key, key]), exit.key);
    select.setAttribute("aria-label", word("key"));
    select.addEventListener("change", () => rename(select.value));
    return select;
  }
  const input = element("input", { className: "form-control", value: exit.key, maxLength: 40, name: `case:${exit.key}`, ariaLabel: word("value") });
  input.addEventListener("change", () => rename(input.value.trim()));
  return input;
}

function freshMenu(id, exit, name) {
  const button = element("button", { type: "button", className: "btn btn-icon btn-sm", ariaLabel: `${word("fresh")}: ${name}`, title: word("fresh") }, icon("plus"));
  button.dataset.bsToggle = "dropdown";
  button.setAttribute("aria-expanded", "false");
  const items = state.list.map((kind) => {
    const item = element("button", { type: "button", className: "dropdown-item" }, icon(kind.icon), kind.name);
    item.addEventListener("click", () => grow(id, exit.name, kind.kind));
    return item;
  });
  return element("div", { className: "dropdown" }, button, element("div", { className: "dropdown-menu dropdown-menu-end" }, ...items));
}

function adder(id, node, kind) {
  const button = element("button", { type: "button", className: "btn btn-sm", id: "add-exit" }, icon("plus"), word(kind.many === "keys" ? "add_key" : "add_value"));
  const pairs = pairsOf(node, kind.many);
  const have = Object.fromEntries(pairs);
  const free = kind.many === "keys" ? [...KEYS].find((key) => !(key in have)) : newValue(have);
  button.disabled = free === undefined;
  button.addEventListener("click", () => {
    put(withPairs(state.flow, id, [...pairs, [free, ""]], state.kinds));
    if (kind.many === "answers") byId("node").querySelector(`[name="case:${free}"]`)?.select();
    else focusExit(`${kind.many === "keys" ? "key" : "case"}:${free}`);
  });
  return button;
}

function newValue(have) {
  for (let n = 1; ; n++) if (!(String(n) in have)) return String(n);
}
