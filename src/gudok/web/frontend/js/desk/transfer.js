// Blind transfer: one field, one list; nothing happens without a highlighted row.
import { byId, element, setText } from "../common/dom.js";
import { get } from "../common/net.js";
import { duration, now } from "../common/clock.js";
import { word } from "../common/words.js";
import { picture } from "../common/dom.js";
import { ask } from "./asks.js";
import { open } from "./dialogs.js";

const PAUSE = 100;
const KINDS = { agent: { icon: "user" }, queue: { icon: "users-group" } };
let targets = [];
let at = -1;
let timer;

export function startTransfer() {
  const field = byId("transfer-find");
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });
  field.addEventListener("keydown", onKey);
  byId("transfer-list").addEventListener("click", (event) => {
    const row = event.target.closest("li[data-at]");
    if (row) choose(Number(row.dataset.at));
    if (row) go();
  });
  byId("transfer").addEventListener("click", openTransfer);
}

export function openTransfer() {
  byId("transfer-find").value = "";
  setText(byId("transfer-error"), "");
  open("transfer-dialog");
  byId("transfer-find").focus();
  find();
}

async function find() {
  const text = byId("transfer-find").value.trim();
  try {
    const response = await get(`${byId("desk").dataset.targets}?q=${encodeURIComponent(text)}`);
    ({ targets } = await response.json());
  } catch {
    setText(byId("transfer-error"), word("no_answer"));
    return;
  }
  const open = targets.filter((target) => !target.refused);
  at = text.length > 1 && open.length === 1 ? targets.indexOf(open[0]) : -1;
  draw();
}

function draw() {
  const rows = targets.map((target, index) => row(target, index));
  byId("transfer-list").replaceChildren(...(rows.length ? rows : [element("li", { className: "gk-muted" }, word("nobody_found"))]));
  mark();
}

function row(target, index) {
  const item = element("li", { id: `target-${index}`, role: "option" }, picture(KINDS[target.kind].icon),
    element("span", { className: "gk-target-name" }, target.name), element("span", { className: "gk-target-how" }, how(target)));
  item.dataset.at = index;
  item.setAttribute("aria-disabled", String(Boolean(target.refused)));
  return item;
}

function how(target) {
  if (target.kind === "queue") return `${word("ready_in_queue", { count: target.ready })} · ${word("waiting_in_queue", { count: target.waiting })}`;
  return `${target.word} ${duration(now() - target.since)}`;
}

function mark() {
  for (const item of byId("transfer-list").children) item.setAttribute("aria-selected", String(Number(item.dataset.at) === at));
  byId("transfer-find").setAttribute("aria-activedescendant", at < 0 ? "" : `target-${at}`);
  byId(`target-${at}`)?.scrollIntoView({ block: "nearest" });
}

function choose(index) {
  if (!targets[index] || targets[index].refused) return;
  at = index;
  mark();
}

function onKey(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key === "Enter") {
    event.preventDefault();
    go();
  } else if (event.key in steps) {
    event.preventDefault();
    for (let next = at + steps[event.key]; next >= 0 && next < targets.length; next += steps[event.key]) {
      if (!targets[next].refused) {
        choose(next);
        return;
      }
    }
  }
}

async function go() {
  const target = targets[at];
  if (!target) return;
  const agreed = await ask("transfer", { kind: target.kind, to: target.id });
  if (agreed) byId("transfer-dialog").close();
  else setText(byId("transfer-error"), byId("ask-error").textContent);
}
