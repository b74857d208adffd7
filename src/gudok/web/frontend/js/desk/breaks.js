// Breaks at the desk: how long of how much, who else has one, what is planned; menus say beforehand what would be refused.
import { byId, setText, setTexts, show, showAll } from "../common/dom.js";
import { duration, now, timeOfDay } from "../common/clock.js";
import { word } from "../common/words.js";
import { ask, justAsked } from "./asks.js";
import { pauseName } from "./panel.js";
import { crowd, minutesTo, roomOf, usedToday } from "./rest.js";
import { toast } from "./toast.js";

const BEFORE = 5;
const AFTER = 60;
const LONG = 60_000;
const UNDO = 5000;
let reminded = "";
let takeAway = () => {};

// A break, or the end of the shift, that was pressed by mistake: for five seconds one press goes back.
export function offerReturn(before, view, me) {
  takeAway();
  takeAway = () => {};
  const asked = { paused: "pause", away: "leave" }[view];
  if (before !== "ready" || !asked || !justAsked(asked)) return;
  const text = view === "paused" ? pauseName(me.agent.reason) : word(view);
  takeAway = toast(text, { name: word("come_back"), act: () => ask("ready"), life: UNDO });
}

export function fillBreaks(state, view) {
  const { me, rules, team } = state;
  if (!me || !rules) return;
  const at = now();
  const queues = Object.keys(state.queues);
  for (const node of document.querySelectorAll("[data-room]")) {
    const code = node.dataset.room;
    const room = roomOf(ruleOf(rules, code), me, team?.resting[code], queues, at);
    setText(node, room.key ? word(room.key, room) : "");
  }
  if (view === "paused") fillPaused(state, at, queues);
}

function ruleOf(rules, code) {
  return rules.breaks[code] ? { id: code, ...rules.breaks[code] } : null;
}

function fillPaused({ me, rules, team }, at, queues) {
  const code = me.agent.reason;
  const rule = ruleOf(rules, code);
  const { since, until } = me.agent;
  setTexts(document, "breakOf", until ? word("break_of", { time: duration(until - since) }) : "");
  const over = Boolean(until) && at > until;
  showAll(document, "over", over);
  byId("desk").classList.toggle("gk-overtime", over);
  show(byId("rest-used"), Boolean(until));
  if (until) byId("rest-used").value = Math.min(1, (at - since) / (until - since));
  setTexts(document, "breakDay", rule?.daily ? word("break_day", { used: duration(usedToday(me, code, at)), daily: duration(rule.daily) }) : "");
  const room = crowd(rule, team?.resting[code], queues);
  setTexts(document, "breakRoom", room ? word("break_room", room) : "");
}

// The planned break: shown while ready, reminded of when its time comes, until it was had.
export function fillLunch(state, view) {
  const { lunch, lunchReason } = byId("desk").dataset;
  if (!lunch || !lunchReason || !state.me) return;
  const name = pauseName(lunchReason);
  const left = minutesTo(lunch, timeOfDay(now(), state.zone));
  const had = state.me.rest.spent[lunchReason] > 0 || state.me.agent.reason === lunchReason;
  const soon = left > 0 ? word("planned_in", { name, time: lunch, minutes: left }) : word("planned_now", { name, time: lunch });
  setTexts(document, "lunch", had || left < -AFTER ? "" : left > 30 ? word("planned_at", { name, time: lunch }) : soon);
  if (had || left > BEFORE || left < -AFTER || view === "away" || view === "gate") return;
  const step = left > 0 ? "soon" : "now";
  if (reminded === step) return;
  reminded = step;
  toast(soon, { name, act: () => ask("pause", { reason: lunchReason }), life: LONG });
}
