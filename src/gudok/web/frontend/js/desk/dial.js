// The dial field with the customers found and the last calls, the panel of a call on its way, and how it ended.
import { byId, setText, show } from "../common/dom.js";
import { now } from "../common/clock.js";
import { dial } from "../common/dial.js";
import { get } from "../common/net.js";

const PAUSE = 150;
// How long the end of a call that reached nobody is told.
const TOLD = 60_000;
const QUEUE = "gudok-dial-queue";
const source = byId("gk-dial-words");
const words = source ? JSON.parse(source.textContent) : {};
const SHOWS = new Set(["ready", "paused", "missed", "wrapup"]);
let timer;
let at = -1;
let shown = "";
let last = null;

const say = (key, values = {}) => (words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

export function startDialling() {
  const box = byId("dial-box");
  if (!box) return;
  const field = byId("dial-number");
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });
  field.addEventListener("keydown", onKey);
  field.addEventListener("blur", () => setTimeout(close, 200));
  byId("dial-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = byId("dial-found").children[at];
    if (chosen && !byId("dial-found").hidden) call({ phone: chosen.dataset.phone });
    else if (field.value.trim()) call({ number: field.value });
    else redial();
  });
  byId("dial-found").addEventListener("mousedown", (event) => {
    const row = event.target.closest("li[data-phone]");
    if (row) call({ phone: row.dataset.phone });
  });
  byId("dial-again").addEventListener("click", redial);
  startQueue();
}

// The queue on whose behalf one calls is chosen once and stays.
function startQueue() {
  const queue = byId("dial-queue");
  if (!queue) return;
  const kept = localStorage.getItem(QUEUE) ?? "";
  if ([...queue.options].some((option) => option.value === kept)) queue.value = kept;
  queue.addEventListener("change", () => localStorage.setItem(QUEUE, queue.value));
}

export function openDial() {
  if (!byId("dial-box") || byId("dial-box").hidden) return;
  byId("dial-number").focus();
  byId("dial-number").select();
}

async function call(values) {
  const queue = byId("dial-queue")?.value;
  close();
  byId("dial-go").setAttribute("aria-busy", "true");
  told(await dial(byId("dial-box").dataset.dialTo, queue ? { ...values, queue } : values));
  byId("dial-go").removeAttribute("aria-busy");
}

// What came of a press, also of the buttons beside the last calls. What was typed stays until it was dialled.
export function told(answer) {
  setText(byId("dial-error"), answer?.ok ? "" : (answer?.reason ?? say("no_answer")));
  if (answer?.ok) byId("dial-number").value = "";
}

// The last one that reached nobody, else the newest of the last calls.
function redial() {
  if (last) call({ call: last.call, number: last.number });
  else byId("dial-recent").querySelector("[data-dial]")?.click();
}

async function find() {
  const text = byId("dial-number").value.trim();
  if (!/\p{L}/u.test(text) && text.length < 4) {
    close();
    return;
  }
  try {
    const response = await get(`${byId("dial-box").dataset.contacts}?q=${encodeURIComponent(text)}`);
    byId("dial-found").innerHTML = await response.text();
  } catch {
    byId("dial-found").replaceChildren();
  }
  at = /\p{L}/u.test(text) && byId("dial-found").children.length === 1 ? 0 : -1;
  mark();
  open(byId("dial-found").children.length > 0);
}

function onKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const rows = byId("dial-found").children;
  if (event.key === "Escape") close();
  else if (step && !byId("dial-found").hidden) {
    event.preventDefault();
    at = Math.max(-1, Math.min(rows.length - 1, at + step));
    mark();
  }
}

function mark() {
  const rows = [...byId("dial-found").children];
  rows.forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
  byId("dial-number").setAttribute("aria-activedescendant", rows[at]?.id ?? "");
}

function open(isOpen) {
  show(byId("dial-found"), isOpen);
  byId("dial-number").setAttribute("aria-expanded", String(isOpen));
}

function close() {
  at = -1;
  open(false);
}

export function fillDialling({ me }, view) {
  if (!byId("dial-box") || !me?.dial) return;
  show(byId("dial-box"), me.dial.now);
  ({ last } = me.dial);
  if (last && now() - last.at > TOLD) last = null;
  fillOver();
  if (view === "dialling" && me.call) fillStage(me.call, me.agent.browser);
  if (view !== shown && SHOWS.has(view)) fillRecent();
  shown = view;
}

function fillOver() {
  show(byId("dial-over"), Boolean(last));
  if (last) setText(byId("dial-over").firstElementChild, `${say(`end_${last.end}`)} · ${last.name || last.number}`);
}

// A telephone in the browser answers by itself: there is nothing to pick up.
function fillStage({ stage, shown: number }, browser) {
  setText(byId("dial-stage"), say(browser && stage === "own" ? "dialled" : stage));
  setText(byId("dial-sees"), number ? say("sees", { number: number.replaceAll(" ", "\u00a0").replaceAll("-", "\u2011") }) : "");
}

// The records follow the call's end within a moment.
function fillRecent() {
  const fill = async () => {
    try {
      byId("dial-recent").innerHTML = await (await get(byId("dial-box").dataset.recent)).text();
    } catch {
      // The list is old for a while; the next change of state tries again.
    }
  };
  fill();
  setTimeout(fill, 1500);
}
