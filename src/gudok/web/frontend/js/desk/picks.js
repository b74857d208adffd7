// Calls that wait until an operator picks one: the list, its keys, and what is told when a colleague was faster.
import { byId, element, picture, setText, show } from "../common/dom.js";
import { word } from "../common/words.js";
import { ask } from "./asks.js";
import { beep } from "./sound.js";
import { toast } from "./toast.js";

const SIGNS = { call: "phone-incoming", callback: "phone-outgoing", question: "message-circle" };
let drawn = null;
let had = null;

const list = () => byId("pick-list");
const rows = () => [...list().querySelectorAll("button")];

export function startPicks() {
  list().addEventListener("click", (event) => {
    const row = event.target.closest("button");
    if (row) ask("pick", { call: row.dataset.call }, [row], calmly);
  });
  list().addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    rows()[rows().indexOf(document.activeElement) + step]?.focus();
  });
}

// That a colleague was faster is nobody's mistake: said in passing, and not in red.
function calmly(text) {
  if (text) toast(text);
}

export function openPicks() {
  if (!byId("picks").hidden) rows()[0]?.focus();
}

export function fillPicks({ me, picks }, view) {
  const open = view === "ready" && Boolean(me && picks);
  show(byId("picks"), open);
  if (!open) had = null;
  if (!open || picks === drawn) return;
  drawn = picks;
  draw(picks.calls);
  show(byId("pick-more"), picks.more > 0);
  setText(byId("pick-more"), picks.more ? word("picks_more", { count: picks.more }) : "");
  show(byId("pick-none"), !picks.calls.length);
  if (had === 0 && picks.calls.length) tell(picks.calls[0]);
  had = picks.calls.length;
}

// The first call of a list that was empty is heard: who has other work at hand looks up.
function tell(call) {
  beep();
  setText(byId("say"), word("pick_waits", { who: who(call) }));
}

const who = (call) => call.name || call.number || word("hidden_number");

function draw(calls) {
  const at = rows().indexOf(document.activeElement);
  const held = document.activeElement?.dataset?.call;
  const have = new Map(rows().map((row) => [row.dataset.call, row.parentElement]));
  const items = calls.map((call) => filled(have.get(call.id) ?? newItem(call), call));
  for (const [id, item] of have) if (!calls.some((call) => call.id === id)) item.remove();
  items.forEach((item, n) => list().children[n] !== item && list().insertBefore(item, list().children[n] ?? null));
  // The row under the hand may have moved, which takes the focus away, or be a colleague's by now.
  if (at >= 0) (rows().find((row) => row.dataset.call === held) ?? rows()[Math.min(at, calls.length - 1)] ?? byId("picks-title")).focus();
}

function newItem(call) {
  const vip = element("span", { className: "gk-vip" }, "VIP");
  const name = element("span", { className: "gk-pick-who" }, element("b"), " ", vip, element("small", { className: "gk-muted" }));
  const what = element("span", { className: "gk-pick-queue gk-muted" });
  const button = element("button", { type: "button", className: "gk-pick" }, picture(SIGNS[call.kind]), name, what, element("time"), element("span", { className: "gk-pick-take" }, word("pick_take")));
  button.dataset.call = call.id;
  return element("li", {}, button);
}

function filled(item, call) {
  const [name, vip, number] = item.querySelector(".gk-pick-who").children;
  setText(name, who(call));
  show(vip, call.vip);
  setText(number, call.name ? call.number : "");
  setText(item.querySelector(".gk-pick-queue"), [call.queue, NOTES[call.kind]?.(call)].filter(Boolean).join(" · "));
  item.querySelector("time").dataset.since = call.joined;
  return item;
}

const NOTES = { callback: () => word("pick_callback"), question: ({ source }) => word("pick_question", { name: source }) };
