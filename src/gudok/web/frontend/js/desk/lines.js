// Two lines in one talk: the customer and the one who is consulted. Shows who hears whom; the server decides.
import { byId, setText, setTexts, show } from "../common/dom.js";
import { duration, every, now } from "../common/clock.js";
import { word } from "../common/words.js";
import { ask } from "./asks.js";
import { open } from "./dialogs.js";
import { IN_CALL } from "./view.js";

// How long the end of a consultation is told.
const TOLD = 30_000;
// A supervisor's page has no part for one who is asked: nobody can ask her.
const MUTES = ["line-mute", "consulted-mute"];
let line = null;
let call = null;

export function startLines(phone) {
  for (const id of MUTES) byId(id)?.addEventListener("click", () => phone.toggleMute());
  byId("line-swap").addEventListener("click", swapOrHold);
  byId("line-end").addEventListener("click", endLines);
  every(250, tick);
}

export function fillLines(desk, { me, phone }, view) {
  call = IN_CALL.has(view) ? me?.call : null;
  line = call?.line ?? null;
  const asker = line?.role === "asker";
  desk.dataset.duo = line?.role ?? "";
  show(byId("lines"), asker);
  show(byId("consulted"), Boolean(line) && !asker);
  show(byId("talk"), Boolean(call) && !line);
  show(byId("consult-over"), Boolean(call?.over) && !line && now() - call.over.at < TOLD);
  if (call?.over) setTexts(desk, "overWord", word(`over_${call.over.code}`));
  if (!line) return;
  for (const id of ["lines-muted", "consulted-muted"]) show(byId(id), phone.muted);
  for (const id of MUTES) {
    byId(id)?.setAttribute("aria-pressed", String(phone.muted));
    show(byId(id), me.agent.browser);
  }
  if (asker) fillAsker(desk);
  else fillConsulted(desk);
}

function fillAsker(desk) {
  const { stage, hears, gone } = line;
  const talks = stage === "talking";
  setTexts(desk, "linesWord", word(hears === "all" ? "conference" : "consultation"));
  setTexts(desk, "consultName", line.name);
  setTexts(desk, "lineCustomer", word(gone ? "line_gone" : call.held ? "line_held" : hears === "all" ? "line_together" : "line_talks"));
  setTexts(desk, "lineConsulted", consultedState());
  for (const [id, on] of [["line-customer", call.held], ["line-consulted", line.held]]) byId(id).classList.toggle("gk-duo-held", Boolean(on));
  setText(byId("line-sentence"), sentence());
  byId("line-sentence").classList.toggle("gk-red", Boolean(gone));
  setTexts(desk, "completeWord", word(!talks ? "transfer_unanswered" : hears === "all" ? "leave_talk" : "connect_and_leave"));
  setTexts(desk, "swapWord", word(hears === "all" ? "hold_customer" : talks ? "swap" : call.held ? "resume" : "hold"));
  setTexts(desk, "swapKey", talks && hears !== "all" ? "⇧F9" : "F9");
  setTexts(desk, "cancelWord", word(talks ? "end_consultation" : "cancel_consultation"));
  show(byId("line-complete"), !gone);
  // What is easily pressed by mistake does not stand out while it still rings.
  byId("line-complete").classList.toggle("btn-primary", talks);
  show(byId("line-join"), talks && !gone && hears !== "all");
  show(byId("line-swap"), !gone);
  show(byId("line-cancel"), !gone && hears !== "all");
  show(byId("line-drop-customer"), hears === "all");
  show(byId("line-drop-consulted"), hears === "all");
}

function consultedState() {
  if (line.stage === "waiting") return word(line.place ? "line_waiting" : "line_waits", { place: line.place });
  if (line.stage === "ringing") return word("line_rings");
  return word(line.held ? "line_held" : line.hears === "all" ? "line_together" : "line_talks");
}

function sentence() {
  if (line.gone) return word(line.gone === "operator_hung_up" ? "hears_dropped" : "hears_gone", { name: line.name });
  if (line.stage === "talking") return word(`hears_${line.hears}`, { name: line.name });
  return word(call.held ? "hears_ringing_music" : "hears_ringing_talk", { name: line.name });
}

function fillConsulted(desk) {
  setTexts(desk, "asker", line.asker);
  setTexts(desk, "askedState", word(line.held ? "line_with_customer" : line.hears === "all" ? "line_together" : "line_talks"));
  const how = line.gone ? "gone" : line.held ? "held" : line.hears;
  setText(byId("consulted-sentence"), word(`asked_${how}`, { name: line.asker }));
  byId("consulted").classList.toggle("gk-duo-held", Boolean(line.held));
}

function tick() {
  if (call?.over && now() - call.over.at >= TOLD) show(byId("consult-over"), false);
  if (!line) return;
  const since = { talk: line.talked, customer: line.gone ? 0 : call.held || line.talked, consulted: line.held || line.since, asked: line.since };
  for (const node of document.querySelectorAll("[data-duo-time]")) {
    const at = since[node.dataset.duoTime];
    if (at !== undefined && node.tagName === "TIME") setText(node, at ? duration(now() - at) : "");
  }
}

// Shift+F9, and the button: the other line; in a conference the customer steps aside.
function swapOrHold() {
  if (line?.role !== "asker" || line.gone) return;
  const talks = line.stage === "talking";
  if (talks && line.hears !== "all") ask("swap", {}, [byId("line-swap")]);
  else ask(call.held ? "resume" : "hold", {}, [byId("line-swap")]);
}

export function swapLines() {
  if (line?.stage === "talking" && line.hears !== "all") swapOrHold();
}

// Whether F9 may do what it does in a talk: the consulted has no say over the customer.
export const mayHold = () => !line || (line.role === "asker" && !line.gone);

export const mayTransfer = () => !line;

// What «hang up» means with two lines is asked; a consulted operator, and who is alone with him, just leave.
export function endLines() {
  if (line?.role !== "asker" || line.gone) {
    ask("hangup");
    return;
  }
  open("lines-end-dialog");
  byId("lines-end-consult").focus();
}
