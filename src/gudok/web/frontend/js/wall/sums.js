// The tiles' figures from the rows. Pure.
import { isLate, lateCount } from "../common/late.js";

const TALKS = new Set(["talking", "held", "returning", "ringing", "dialling"]);

// What a tile is about: its queues or all, its teams' operators or everybody; an operator belongs to the queues she serves.
export function chosen({ queues, agents, calls }, { queues: ids = [], operators }) {
  const mine = (id) => !ids.length || ids.includes(id);
  const those = operators && new Set(operators);
  const serves = (row) => !ids.length || (row.serves ?? []).some(mine);
  return {
    queues: Object.fromEntries(Object.entries(queues).filter(([id]) => mine(id))),
    agents: Object.fromEntries(Object.entries(agents).filter(([id, row]) => serves(row) && (!those || those.has(id)))),
    calls: Object.fromEntries(Object.entries(calls).filter(([, row]) => !ids.length || mine(row.queue_id))),
  };
}

export function sums(queues, agents, calls, now = 0) {
  const rows = Object.values(queues);
  const total = (key) => rows.reduce((sum, row) => sum + row[key], 0);
  const [answered, lost, recent, inTime] = ["answered", "lost", "recent", "in_time"].map(total);
  const crew = { ready: 0, talking: 0, wrapup: 0, paused: 0 };
  for (const agent of Object.values(agents)) {
    const group = TALKS.has(agent.mode) ? "talking" : agent.mode === "unreachable" ? "paused" : agent.mode;
    if (group in crew) crew[group] += 1;
  }
  return {
    waiting: total("waiting"),
    oldest: rows.reduce((min, row) => (row.oldest && (!min || row.oldest < min) ? row.oldest : min), 0),
    sl: recent ? Math.round((inTime / recent) * 100) : null,
    recent,
    target: target(rows),
    lost,
    lostShare: answered + lost ? Math.round((lost / (answered + lost)) * 100) : 0,
    all: answered + lost,
    talks: Object.values(calls).filter((call) => call.mode === "talk" || call.mode === "held").length,
    crew,
    answered,
    overtime: lateCount(agents, now),
  };
}

// waiting: a call that nobody has taken yet, those rung for as well.
export function waits(calls) {
  return oldestFirst(Object.fromEntries(Object.entries(calls).filter(([, row]) => row.mode === "waiting" || row.mode === "offered")));
}

// The centre's target is the strictest of its queues'.
function target(rows) {
  return rows.reduce((max, row) => Math.max(max, row.target), 0);
}

const NEEDS = ["unreachable", "paused", "held", "returning", "wrapup", "ringing", "dialling", "talking", "supervising", "ready", "away"];

// Those who need help come first: a missed call, an overlong wrap-up or break, a long hold; then by state and time.
export function byNeed(agents, now) {
  const rank = (row) => {
    if (["missed", "unreachable", "unfinished", "line_lost"].includes(row.reason)) return -3;
    if (isLate(row, now)) return -2;
    if (row.mode === "held" && now - row.since > 60_000) return -1;
    return NEEDS.indexOf(row.mode === "paused" ? "talking" : row.mode);
  };
  return Object.values(agents)
    .filter((row) => row.mode !== "away")
    .sort((a, b) => rank(a) - rank(b) || a.since - b.since || a.name.localeCompare(b.name));
}

export function worstFirst(queues) {
  return Object.values(queues).sort((a, b) => b.waiting - a.waiting || (a.oldest || Infinity) - (b.oldest || Infinity) || a.name.localeCompare(b.name));
}

export function oldestFirst(calls) {
  const rank = (row) => (row.mode === "waiting" ? 0 : row.mode === "offered" ? 1 : 2);
  return Object.values(calls).sort((a, b) => rank(a) - rank(b) || a.since - b.since || a.id.localeCompare(b.id));
}
