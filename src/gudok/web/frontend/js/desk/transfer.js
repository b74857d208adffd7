// Consult or transfer: one field, one list; nothing happens without a highlighted row.
import { byId, element, picture, setText, setTexts } from "../common/dom.js";
import { get } from "../common/net.js";
import { duration, now } from "../common/clock.js";
import { word } from "../common/words.js";
import { ask, place } from "./asks.js";
import { open } from "./dialogs.js";

const PAUSE = 100;
const KINDS = { agent: { icon: "user" }, queue: { icon: "users-group" }, number: { icon: "phone-outgoing" } };
// A transfer at once is pressed twice, within this time.
const CONFIRM = 4000;
// People come and go while the list is open.
const REFRESH = 1000;
let targets = [];
let at = -1;
let asked = "";
let timer;
let confirming;

export function startTransfer() {
  const field = byId("transfer-find");
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });
  byId("transfer-dialog").addEventListener("keydown", onKey);
  byId("transfer-list").addEventListener("click", (event) => {
    const row = event.target.closest("li[data-at]");
    if (row) choose(Number(row.dataset.at));
  });
  byId("transfer-consult").addEventListener("click", consult);
  byId("transfer-now").addEventListener("click", transferNow);
  byId("transfer").addEventListener("click", openTransfer);
  setInterval(() => byId("transfer-dialog").open && find(), REFRESH);
}

export function openTransfer() {
  byId("transfer-find").value = "";
  setText(byId("transfer-error"), "");
  open("transfer-dialog");
  byId("transfer-find").focus();
  targets = [];
  choose(-1);
  find();
}

// The row chosen stays chosen while the words are the same and it can still be had; a single fit is chosen by itself.
async function find() {
  const text = byId("transfer-find").value.trim();
  let found;
  try {
    const response = await get(`${place().dataset.targets}?q=${encodeURIComponent(text)}`);
    ({ targets: found } = await response.json());
  } catch {
    setText(byId("transfer-error"), word("no_answer"));
    return;
  }
  if (text !== byId("transfer-find").value.trim()) return;
  const chosen = text === asked ? targets[at] : undefined;
  const open = found.filter((target) => !target.refused);
  const same = open.find((target) => target.kind === chosen?.kind && target.id === chosen?.id);
  const now_ = same ?? (text.length > 1 && open.length === 1 ? open[0] : undefined);
  const moved = now_?.id !== chosen?.id || now_?.kind !== chosen?.kind;
  [targets, asked, at] = [found, text, now_ ? found.indexOf(now_) : -1];
  draw();
  if (moved) unconfirm();
}

// Rows are replaced only when they are others: a row under the pointer must stay the same node.
function draw() {
  const list = byId("transfer-list");
  const key = JSON.stringify(targets.map(({ kind, id, name, refused }) => [kind, id, name, Boolean(refused)]));
  if (list.dataset.key === key) targets.forEach((target, index) => setText(byId(`target-${index}`).querySelector(".gk-target-how"), how(target)));
  else {
    list.dataset.key = key;
    list.replaceChildren(...(targets.length ? targets.map(row) : [element("li", { className: "gk-muted" }, word("nobody_found"))]));
    reveal();
  }
  mark();
}

const reveal = () => byId(`target-${at}`)?.scrollIntoView({ block: "nearest" });

function row(target, index) {
  const item = element("li", { id: `target-${index}`, role: "option" }, picture(KINDS[target.kind].icon),
    element("span", { className: "gk-target-name" }, target.name), element("span", { className: "gk-target-how" }, how(target)));
  item.dataset.at = index;
  item.setAttribute("aria-disabled", String(Boolean(target.refused)));
  return item;
}

function how(target) {
  if (target.kind === "queue") return `${word("ready_in_queue", { count: target.ready })} · ${word("waiting_in_queue", { count: target.waiting })}`;
  if (target.kind === "number") return target.refused || word("outside_number");
  return `${target.word} ${duration(now() - target.since)}`;
}

function mark() {
  for (const item of byId("transfer-list").children) item.setAttribute("aria-selected", String(Number(item.dataset.at) === at));
  byId("transfer-find").setAttribute("aria-activedescendant", at < 0 ? "" : `target-${at}`);
  for (const id of ["transfer-consult", "transfer-now"]) byId(id).disabled = at < 0;
}

function choose(index) {
  if (targets[index]?.refused) return;
  at = targets[index] ? index : -1;
  mark();
  reveal();
  unconfirm();
}

function onKey(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key === "Enter" && event.target === byId("transfer-find")) {
    event.preventDefault();
    if (event.repeat) return;
    if (event.shiftKey) transferNow();
    else consult();
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

const consult = () => go("consult");

// The customer leaves the operator's hands for good: the same press once more confirms.
function transferNow() {
  if (!targets[at]) return;
  if (!confirming) {
    confirming = setTimeout(unconfirm, CONFIRM);
    setTexts(byId("transfer-dialog"), "transferWord", word("confirm_transfer"));
    return;
  }
  unconfirm();
  go("transfer");
}

function unconfirm() {
  clearTimeout(confirming);
  confirming = undefined;
  setTexts(byId("transfer-dialog"), "transferWord", word("transfer_now"));
}

async function go(what) {
  const target = targets[at];
  if (!target) return;
  const agreed = await ask(what, { kind: target.kind, to: target.id }, [byId(what === "consult" ? "transfer-consult" : "transfer-now")]);
  if (agreed) byId("transfer-dialog").close();
  else setText(byId("transfer-error"), byId("ask-error").textContent);
}
