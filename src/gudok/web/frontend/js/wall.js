// The supervisor's wall: figures, queues, operators, calls; alive within a second, and honest about old data.
import { byId, setText, setTexts, show } from "./common/dom.js";
import { duration, every, now } from "./common/clock.js";
import { Live } from "./common/live.js";
import { beat, showClock } from "./common/marks.js";
import { word } from "./common/words.js";
import { Levels } from "./wall/levels.js";
import { drawRows } from "./wall/rows.js";
import { byNeed, oldestFirst, sums, worstFirst } from "./wall/sums.js";

const OLD = 10_000;
const DEAD = 60_000;
const MINUTES = 600_000;

const wall = byId("main");
const live = new Live(wall.dataset.live, ["picture", "queue", "agent", "call", "system"]);
const levels = new Levels();
const known = { queues: {}, agents: {}, calls: {}, system: { engine: true, telephony: "up" }, zone: undefined };
const SECTIONS = { queue: "queues", agent: "agents", call: "calls" };
let dirty = false;

function take({ kind, data }) {
  if (kind === "picture") {
    const { queues = {}, agents = {}, calls = {}, system, zone } = data;
    Object.assign(known, { queues, agents, calls, system, zone });
  } else if (kind in SECTIONS) {
    if (data.gone) delete known[SECTIONS[kind]][data.id];
    else known[SECTIONS[kind]][data.id] = data;
  } else known.system = { engine: data.engine, telephony: data.telephony };
  if (!dirty) requestAnimationFrame(draw);
  dirty = true;
}

function draw() {
  dirty = false;
  drawRows("queues", worstFirst(known.queues), queueCells, word("no_queues"));
  drawRows("agents", byNeed(known.agents, now()), agentCells, word("no_operators"));
  drawRows("calls", oldestFirst(known.calls), callCells, word("no_calls"));
  tick();
}

function queueCells(row) {
  const level = row.recent ? word("percent", { percent: Math.round((row.in_time / row.recent) * 100) }) : "—";
  return [row.name, row.waiting, { since: row.oldest }, row.ready, row.answered, row.lost, level];
}

function agentCells(row) {
  const reason = row.reason ? word(`pause_${row.reason}`) : "";
  const state = row.mode === "paused" && reason ? reason : word(row.mode);
  const mode = ["missed", "unreachable"].includes(row.reason) ? "missed" : row.mode === "unreachable" ? "down" : row.mode;
  return [row.name, { text: state, mode }, { since: row.since }, row.call ? [who(row.call), row.queue].filter(Boolean).join(" · ") : ""];
}

function callCells(row) {
  return [who(row), row.queue, { text: word(row.mode), mode: row.mode }, { since: row.since }, row.agent];
}

// A number is never broken across lines, a word only between words.
function who({ name, number, vip }) {
  const whole = number.replaceAll(" ", "\u00a0").replaceAll("-", "\u2011");
  return (name || whole || word("hidden_number")) + (vip ? " · VIP" : "");
}

function tick() {
  const figures = sums(known.queues, known.agents, known.calls);
  const seconds = now() / 1000;
  const wait = figures.oldest ? now() - figures.oldest : 0;
  const nobody = figures.waiting && !figures.crew.ready ? 1 : 0;
  tile("waiting", String(figures.waiting), "", levels.of("nobody", nobody, { now: seconds }));
  tile("oldest", figures.oldest ? long(wait) : "0:00", "", levels.of("oldest", wait / 1000, { now: seconds }));
  const few = figures.recent < 10 ? ` · ${word("few_calls", { count: figures.recent })}` : "";
  tile("sl", figures.sl === null ? "—" : word("percent", { percent: figures.sl }), word("target", { target: figures.target }) + few,
    levels.of("sl", figures.sl, { count: figures.recent, now: seconds }));
  tile("lost", String(figures.lost), `${word("percent", { percent: figures.lostShare })} ${word("of_calls", { count: figures.all })}`,
    levels.of("lost", figures.lostShare, { count: figures.all, now: seconds }));
  tile("talks", String(figures.talks), "", { level: "ok" });
  for (const [mode, count] of Object.entries(figures.crew)) setText(document.querySelector(`[data-crew="${mode}"] dd`), String(count));
  beat(document, {});
  age();
}

// From ten minutes on, whole minutes: seconds tell nothing more, and the digits keep their size.
function long(ms) {
  return ms < MINUTES ? duration(ms) : word("minutes", { count: Math.floor(ms / 60_000) });
}

function tile(id, figure, under, { level, action }) {
  const node = byId(`tile-${id}`);
  if (!node) return;
  node.dataset.level = level;
  const dead = wall.dataset.freshness === "dead";
  setTexts(node, "figure", dead ? "—" : figure);
  setTexts(node, "mark", level === "ok" ? "" : `${level === "bad" ? "■" : "▲"} ${word(level)}`);
  setTexts(node, "under", [under, action && word(action)].filter(Boolean).join(" · "));
}

function age() {
  wall.dataset.freshness = live.silence > DEAD ? "dead" : live.silence > OLD ? "old" : "fresh";
  const seconds = Math.round(live.silence / 1000);
  setText(byId("age"), seconds < 5 ? word("fresh") : word("age", { seconds }));
  showClock(byId("clock"), known.zone);
  const cause = alarm();
  setTexts(byId("alert"), "alert", cause && word(`cause_${cause}`));
  show(byId("alert"), Boolean(cause));
}

function alarm() {
  if (live.silence > OLD) return "server";
  if (!known.system.engine) return "engine";
  return known.system.telephony === "up" ? "" : known.system.telephony;
}

live.addEventListener("change", ({ detail }) => take(detail));
live.start();
every(500, tick);
