// Fills the tiles: one painter a kind. `given` is what the tile is about, see chosen() in sums.js.
import { setText, setTexts } from "../common/dom.js";
import { duration, now, timeOfDay } from "../common/clock.js";
import { isLate } from "../common/late.js";
import { word } from "../common/words.js";
import { worse } from "./levels.js";
import { operator, who } from "./people.js";
import { drawRows } from "./rows.js";
import { byNeed, oldestFirst, sums, waits, worstFirst } from "./sums.js";

const MINUTES = 600_000;
const OK = { level: "ok", action: "" };

// LISTS are drawn when something has changed, FIGURES with every tick as well.
export const LISTS = {
  queues: (node, { queues }) => drawRows(node, worstFirst(queues), queueCells, word("no_queues")),
  operators: (node, { agents }, about) => drawRows(node, byNeed(agents, now()), (row) => agentCells(row, about), word("no_operators")),
  calls: (node, { calls }, about) => drawRows(node, oldestFirst(calls), (row) => callCells(row, about), word("no_calls")),
  waiting: (node, { calls }, about) => drawRows(node, waits(calls), (row) => [customer(row, about), row.queue, { since: row.since }], word("no_waiting")),
};

export const FIGURES = {
  figure: (node, given, about) => judge(node, ...figure(given, about), about),
  crew: (node, { agents }) => {
    for (const [mode, count] of Object.entries(sums({}, agents, {}).crew)) setText(node.querySelector(`[data-crew="${mode}"] dd`), String(count));
  },
  waiting: (node, { queues }, about) => {
    const { oldest } = sums(queues, {}, {});
    judge(node, "", "", oldest ? (now() - oldest) / 1000 : 0, Infinity, about);
  },
  clock: (node, given, about) => {
    setText(node.querySelector("[data-clock]"), timeOfDay(now(), about.zone));
    const options = { weekday: "long", day: "numeric", month: "long", timeZone: about.zone };
    setText(node.querySelector("[data-date]"), new Intl.DateTimeFormat(document.documentElement.lang, options).format(now()));
  },
};

// [text, what stands under it, the value judged, how many calls it rests on]
function figure({ queues, agents, calls }, { settings }) {
  const total = sums(queues, agents, calls, now());
  const wait = total.oldest ? now() - total.oldest : 0;
  const few = total.recent < 10 ? ` · ${word("few_calls", { count: total.recent })}` : "";
  const plain = (value) => [String(value), "", value, Infinity];
  switch (settings.figure) {
    case "oldest": return [total.oldest ? long(wait) : "0:00", "", wait / 1000, Infinity];
    case "sl": return [total.sl === null ? "—" : word("percent", { percent: total.sl }), word("target", { target: total.target }) + few, total.sl, total.recent];
    case "lost": return [String(total.lost), `${word("percent", { percent: total.lostShare })} ${word("of_calls", { count: total.all })}`, total.lostShare, total.all];
    case "came": return plain(total.all);
    case "ready": case "talking": case "wrapup": case "paused": return plain(total.crew[settings.figure]);
    default: return plain(total[settings.figure]);
  }
}

function judge(node, text, under, value, count, { settings, key, levels, given, dead, rang }) {
  const at = { now: now() / 1000 };
  let found = settings.rule ? levels.of(key, settings.rule, value, { ...at, count }) : OK;
  if (settings.nobody) {
    const { waiting, crew } = sums(given.queues, given.agents, {});
    found = worse(found, levels.of(`${key}:nobody`, settings.nobody, waiting && !crew.ready ? 1 : 0, at));
  }
  if (found.level === "bad" && node.dataset.level !== "bad" && settings.sound) rang();
  node.dataset.level = found.level;
  setTexts(node, "figure", dead ? "—" : text);
  setTexts(node, "mark", found.level === "ok" ? "" : `${found.level === "bad" ? "■" : "▲"} ${word(found.level)}`);
  setTexts(node, "under", [under, found.action && word(found.action)].filter(Boolean).join(" · "));
}

function queueCells(row) {
  const level = row.recent ? word("percent", { percent: Math.round((row.in_time / row.recent) * 100) }) : "—";
  return [row.name, row.waiting, { since: row.oldest }, row.ready, row.answered, row.lost, level];
}

function agentCells(row, about) {
  const reason = row.reason ? word(`pause_${row.reason}`) : "";
  const state = row.mode === "paused" && reason ? reason : word(row.mode);
  const late = isLate(row, now());
  const missed = late || ["missed", "unreachable", "unfinished", "line_lost"].includes(row.reason);
  const mode = missed ? "missed" : row.mode === "unreachable" ? "down" : row.mode;
  const call = row.call ? [customer(row.call, about), row.queue].filter(Boolean).join(" · ") : "";
  return [operator(row.name, about), { text: [state, late && word("late"), row.desk && word("on_desk")].filter(Boolean).join(" · "), mode }, { since: row.since }, call];
}

function callCells(row, about) {
  return [customer(row, about), row.queue, { text: word(row.word ?? row.mode), mode: row.mode }, { since: row.since }, operator(row.agent, about)];
}

function customer(row, about) {
  return who(row, word("hidden_number"), about);
}

// From ten minutes on, whole minutes: seconds tell nothing more, and the digits keep their size.
function long(ms) {
  return ms < MINUTES ? duration(ms) : word("minutes", { count: Math.floor(ms / 60_000) });
}
