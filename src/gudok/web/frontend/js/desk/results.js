// What a talk came to: chosen by digit or click in the talk and in wrap-up, changed later; kept in the browser until it is saved.
import { byId, element, setText, show, showAll } from "../common/dom.js";
import { KEPT_RESULT, keptResults } from "../common/kept.js";
import { get, post } from "../common/net.js";
import { word } from "../common/words.js";
import { complain, justAsked } from "./asks.js";
import { open } from "./dialogs.js";
import { toast } from "./toast.js";

const RETRY = 3000;
const TYPING = 2000;
const FIELDS = "input, textarea, select";
const sending = new Set();
let asking;
let typedAt = -Infinity;
let last = null;
let warned = "";
let underWay = Promise.resolve();

// Until the server has answered for the last result: who tells one and goes on at once must not be refused for want of it.
export const resultSent = () => underWay;

export function startResults() {
  document.addEventListener("input", () => (typedAt = performance.now()));
  // A line that was ended with Enter is typed no more: what comes next may be a digit for the result.
  document.addEventListener("keydown", ({ key, target }) => {
    if (["Enter", "Tab"].includes(key) && target.tagName !== "TEXTAREA") typedAt = -Infinity;
  });
  for (const box of document.querySelectorAll("[data-results], #result-list")) {
    box.addEventListener("click", (event) => press(event.target.closest("button[data-result]")));
    box.addEventListener("keydown", (event) => pressDigit(box, event));
  }
  document.addEventListener("keydown", early);
  byId("missing-result").addEventListener("click", focusResult);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-result-of]");
    if (button) changeLater(button.dataset.resultOf, button.dataset.queue);
  });
  // What could not be saved in an earlier visit is saved now.
  for (const call of keptResults()) send(call);
}

function pressDigit(box, event) {
  if (/^[1-9]$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) press(box.querySelectorAll("button[data-result]")[Number(event.key) - 1]);
}

// Between «hang up» and the server's answer no result has the focus yet: a digit is for the result all the same.
function early(event) {
  if (!["hangup", "complete"].some(justAsked) || event.target.matches(FIELDS) || event.target.closest("[data-results], dialog")) return;
  pressDigit(document.querySelector("[data-results=panel]"), event);
}

function press(button) {
  if (!button) return;
  const box = button.closest("[data-call]");
  choose(box.dataset.call, button.dataset.result, button.dataset.name);
  if (box.id === "result-list") byId("result-dialog").close();
  else follow(button.dataset);
}

// What follows from a result of the call in hand: its article, and its form where this person's desk has the button of that name.
function follow({ article, opens }) {
  if (article) document.dispatchEvent(new CustomEvent("gudok-article", { detail: { code: article, quiet: true } }));
  if (opens) byId(`${opens}-open`)?.click();
}

function choose(call, result, name) {
  localStorage.setItem(KEPT_RESULT + call, result);
  if (last?.call !== call) last = { call, queue: byId("result-list").dataset.queue ?? "" };
  last.name = name;
  mark(call, result);
  underWay = send(call);
}

async function send(call) {
  const result = localStorage.getItem(KEPT_RESULT + call);
  if (result === null || sending.has(call)) return;
  sending.add(call);
  try {
    const response = await post(byId("desk").dataset.result.replace("CALL", call), { result });
    const { ok, reason, again } = await response.json();
    if (!ok) complain(again ? word("result_kept") : reason);
    if (!again && localStorage.getItem(KEPT_RESULT + call) === result) localStorage.removeItem(KEPT_RESULT + call);
    // The records follow the journal within a moment.
    setTimeout(refresh, 700);
  } catch (error) {
    if (error.status) localStorage.removeItem(KEPT_RESULT + call);
    complain(word(error.status ? "signed_out" : "result_kept"));
  } finally {
    sending.delete(call);
    if (localStorage.getItem(KEPT_RESULT + call) !== null) setTimeout(() => send(call), RETRY);
  }
}

function refresh() {
  for (const id of ["mine", "owed"]) byId(id).dispatchEvent(new Event("refresh"));
}

// fillResults(state): draws what can be chosen for the call in hand and marks what is.
export function fillResults({ me, rules }, view) {
  const work = me?.work;
  const set = work && rules?.results[work.queue];
  showAll(document, "results", Boolean(set) && ["talking", "held"].includes(view));
  for (const box of document.querySelectorAll("[data-results]")) {
    if (set) draw(box, work.call, set.list, set.needed);
    else if (box.childElementCount) box.replaceChildren();
  }
  if (set) mark(work.call, chosen(work));
  if (set && work.result) last = { call: work.call, queue: work.queue, name: nameOf(set.list, work.result) };
  show(byId("missing"), missing(me, rules));
}

function chosen(work) {
  return localStorage.getItem(KEPT_RESULT + work.call) ?? work.result;
}

function missing(me, rules) {
  const set = me?.work && rules?.results[me.work.queue];
  return Boolean(set?.needed) && !chosen(me.work);
}

// Whether wrap-up may be gone on with; if not, the focus goes to what is missing. Where the result may be owed, a second press goes on.
export function mayGoOn({ me, rules }) {
  if (!missing(me, rules)) return true;
  const set = rules.results[me.work.queue];
  if (set.unfinished === "owe" && warned === me.work.call) return true;
  warned = me.work.call;
  focusResult();
  complain(word("result_missing"));
  return false;
}

export function offersCallback({ me, rules }) {
  const set = me?.work && rules?.results[me.work.queue];
  return Boolean(set?.list.find((one) => one.id === chosen(me.work))?.callback);
}

// After hang-up the focus goes to the result. Who types is left alone; where the field went with the call, it goes once the keys are still.
export function askForResult(stateNow) {
  clearTimeout(asking);
  const { me, rules } = stateNow();
  if (me?.agent.mode !== "wrapup" || !missing(me, rules)) return;
  const wait = typedAt + TYPING - performance.now();
  const { activeElement } = document;
  if (wait <= 0) focusResult();
  else if (!activeElement.matches(FIELDS) || !activeElement.checkVisibility()) asking = setTimeout(() => askForResult(stateNow), wait);
}

// The call was left with a result: for a moment it can be changed with one click.
export function offerChange(call) {
  if (last?.call !== call || !last.name) return;
  const { queue, name } = last;
  toast(word("result_was", { name }), { name: word("change"), act: () => changeLater(call, queue) });
}

function focusResult() {
  const boxes = [...document.querySelectorAll("[data-results]")].filter((box) => box.offsetParent);
  (boxes[0]?.querySelector("[aria-pressed=true]") ?? boxes[0]?.querySelector("button"))?.focus();
}

async function changeLater(call, queue) {
  setText(byId("result-error"), "");
  const list = byId("result-list");
  try {
    const response = await get(`${byId("desk").dataset.choose}?queue=${encodeURIComponent(queue)}`);
    const { results } = await response.json();
    list.dataset.queue = queue;
    draw(list, call, results, false);
    if (!results.length) setText(byId("result-error"), word("no_results"));
  } catch {
    setText(byId("result-error"), word("no_answer"));
  }
  open("result-dialog");
  list.querySelector("button")?.focus();
}

function draw(box, call, list, needed) {
  const key = `${call} ${JSON.stringify(list)} ${needed}`;
  if (box.dataset.drawn === key && box.childElementCount) return;
  box.dataset.drawn = key;
  box.dataset.call = call;
  const title = element("h3", { id: `${box.id || box.dataset.results}-title` }, word("result"), needed ? element("span", { className: "gk-star" }, " *") : "");
  const group = element("div", { className: "gk-result-list" }, ...rows(list));
  group.setAttribute("role", "group");
  group.setAttribute("aria-labelledby", title.id);
  box.replaceChildren(title, group);
}

function rows(list) {
  const out = [];
  list.forEach((one, at) => {
    // A result of no group after one of a group begins a line of its own.
    if (one.group !== (list[at - 1]?.group ?? "")) out.push(element("span", { className: "gk-result-group" }, one.group));
    const button = element("button", { type: "button", className: "btn gk-result" }, at < 9 ? element("kbd", {}, String(at + 1)) : "", one.name);
    button.dataset.result = one.id;
    button.dataset.name = one.group ? `${one.group}: ${one.name}` : one.name;
    Object.assign(button.dataset, { opens: one.opens ?? "", article: one.article ?? "" });
    button.setAttribute("aria-pressed", "false");
    out.push(button);
  });
  return out;
}

function nameOf(list, id) {
  const one = list.find((row) => row.id === id);
  return one ? (one.group ? `${one.group}: ${one.name}` : one.name) : "";
}

function mark(call, result) {
  for (const box of document.querySelectorAll("[data-results]")) {
    if (box.dataset.call !== call) continue;
    for (const button of box.querySelectorAll("button[data-result]")) button.setAttribute("aria-pressed", String(button.dataset.result === result));
  }
}
