// The operator's day: breaks, results, tasks, figures, what there is to know. One door for the desk to all of them.
import { byId, setTexts } from "../common/dom.js";
import { now } from "../common/clock.js";
import { word } from "../common/words.js";
import { fillBreaks, fillLunch, offerReturn } from "./breaks.js";
import { knowledgeOf, startKnowledge } from "./knowledge.js";
import { askForResult, fillResults, mayGoOn, offerChange, offersCallback, startResults } from "./results.js";
import { plan, startTasks } from "./tasks.js";
import { startToast } from "./toast.js";
import { fillToday } from "./today.js";
import { WITH_CALL } from "./view.js";

const MOST_MORE = 3;
let before = { view: "", call: "" };
let offered = "";
let stateNow;

export function startDay(how) {
  stateNow = how;
  startToast();
  startResults();
  startKnowledge();
  startTasks(() => stateNow().me?.call ?? null);
}

export function fillDay(state, view) {
  fillResults(state, view);
  fillToday(state);
  knowledgeOf(WITH_CALL.has(view) ? (state.me.call?.id ?? "") : "", state.me?.work?.queue ?? "");
  const call = state.me?.work?.call ?? "";
  if (view !== before.view) viewChanged(state, view);
  before = { view, call: call || (view === before.view ? before.call : "") };
  offerCallback(state, view, call);
  setTexts(document, "whySound", state.me?.agent.browser && !state.phone.sound ? word("cause_sound") : "");
  const left = MOST_MORE - (state.me?.agent.more ?? 0);
  setTexts(document, "moreLeft", left > 0 ? word("more_left", { count: left }) : "");
}

function viewChanged(state, view) {
  offerReturn(before.view, view, state.me);
  if (view === "wrapup") setTimeout(() => askForResult(stateNow));
  if (before.view === "wrapup") {
    offerChange(before.call);
    for (const id of ["owed", "tasks"]) setTimeout(() => byId(id).dispatchEvent(new Event("refresh")), 1500);
  }
  if (view !== "paused" && view !== "wrapup") byId("desk").classList.remove("gk-overtime");
}

// A result that means «call them again» opens the form by itself, once a call.
function offerCallback(state, view, call) {
  if (view !== "wrapup" || offered === call || !offersCallback(state)) return;
  offered = call;
  plan(state.me.call);
}

export function tickDay(state, view) {
  fillBreaks(state, view);
  fillLunch(state, view);
  if (view === "wrapup") byId("desk").classList.toggle("gk-overtime", now() > state.me.agent.until);
}

// Whether wrap-up can be left now; if not, the person has been shown what is missing.
export function mayLeaveWrapUp(state) {
  return mayGoOn(state);
}
