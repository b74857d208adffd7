// Which rows a supervisor sees first, and what can be done with each. Pure, so that it is tested by itself.
import { isLate } from "../common/late.js";

const LONG_HOLD = 60_000;
const NEEDS = ["unreachable", "held", "returning", "wrapup", "ringing", "dialling", "talking", "supervising", "ready", "paused"];
const MISSES = new Set(["missed", "unreachable", "unfinished", "line_lost"]);
export const WAYS = ["listen", "whisper", "barge", "take"];

// Those who need help come first: a call for help, a missed call, an overlong wrap-up, a long hold; then by state and time.
export function operatorRows(agents, now) {
  return Object.values(agents)
    .filter((row) => row.mode !== "away" && row.mode !== "supervising")
    .sort((a, b) => need(a, now) - need(b, now) || since(a) - since(b) || a.name.localeCompare(b.name));
}

function need(row, now) {
  if (row.help) return -5;
  if (MISSES.has(row.reason)) return -4;
  if (isLate(row, now)) return -3;
  if (row.mode === "held" && now - row.since > LONG_HOLD) return -2;
  return NEEDS.indexOf(row.mode);
}

function since(row) {
  return row.help || row.since;
}

export function waitingRows(calls) {
  return Object.values(calls)
    .filter((row) => row.mode === "waiting")
    .sort((a, b) => a.queue.localeCompare(b.queue) || rank(a) - rank(b) || a.since - b.since || (a.id < b.id ? -1 : 1));
}

// The engine's own order: put first, then VIP, then by time.
function rank({ first, vip }) {
  if (first) return -1;
  return vip ? 0 : 1;
}

export function helpRows(agents) {
  return Object.values(agents).filter((row) => row.help).sort((a, b) => a.help - b.help);
}

// What can be done with an operator: [what, values] in the menu's order; `may` are the powers of this person.
export function operatorPowers(row, may, pauses) {
  const found = [];
  const add = (what, values, able = true) => able && may.has(what) && found.push({ what, values });
  for (const way of WAYS) add(way, { call: row.call_id }, row.in_talk);
  add("ready", { agent: row.id }, row.mode === "paused" && row.reachable);
  for (const [reason, name] of Object.entries(pauses)) add("pause", { agent: row.id, reason, name }, row.mode !== "paused" || row.reason !== reason);
  add("leave", { agent: row.id });
  add("message", { kind: "agent", to: row.id });
  add("end", { call: row.call_id }, row.in_talk);
  return found;
}

// What can be done with a call that waits: to the head or back, to another open queue, to an operator who is ready.
export function waitingPowers(row, may, queues, agents) {
  const found = [];
  const add = (what, values, able = true) => able && may.has(what) && found.push({ what, values: { call: row.id, ...values } });
  add(row.first ? "back" : "first", {});
  const others = Object.values(queues).filter((queue) => queue.id !== row.queue_id && !queue.closed);
  for (const queue of others.sort((a, b) => a.name.localeCompare(b.name))) add("move", { queue: queue.id, name: queue.name });
  const free = Object.values(agents).filter((agent) => agent.mode === "ready" && agent.reachable);
  for (const agent of free.sort((a, b) => a.since - b.since).slice(0, 8)) add("give", { agent: agent.id, name: agent.name });
  add("end", {});
  return found;
}

export function queuePowers(row, may) {
  const what = row.closed ? "open" : "close";
  return [
    ...(may.has(what) ? [{ what, values: { queue: row.id } }] : []),
    ...(may.has("message") ? [{ what: "message", values: { kind: "queue", to: row.id } }] : []),
  ];
}

// What takes back what was just done; null for what cannot be taken back.
export function undoOf(what, values, before) {
  if (what === "first") return ["back", { call: values.call }];
  if (what === "back") return ["first", { call: values.call }];
  if (what === "move") return ["move", { call: values.call, queue: before.queue_id }];
  if (what === "close") return ["open", { queue: values.queue }];
  if (what === "pause" && before.mode === "ready") return ["ready", { agent: values.agent }];
  if (what === "ready" && before.mode === "paused") return ["pause", { agent: values.agent, reason: before.reason }];
  return null;
}

// How the supervisor stands in a talk, of her own row: idle, calling, listen…take, or a talk of her own.
export function wayOf(mine) {
  if (!mine) return "idle";
  if (mine.mode === "supervising") return mine.up ? mine.how : "calling";
  return ["talking", "held", "wrapup"].includes(mine.mode) ? mine.mode : "idle";
}
