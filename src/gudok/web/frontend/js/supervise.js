// The supervisor's page: operators by need, waiting calls, queues, and what can be done with each; alive within a second.
import { watchAlerts } from "./common/alerts.js";
import { byId, setTexts, show } from "./common/dom.js";
import { every, now } from "./common/clock.js";
import { Live } from "./common/live.js";
import { beat } from "./common/marks.js";
import { word } from "./common/words.js";
import { startDialogs, open } from "./desk/dialogs.js";
import { nameOf } from "./desk/keynames.js";
import { beep } from "./desk/sound.js";
import { startToast } from "./desk/toast.js";
import { ask, askAndTell } from "./supervise/asks.js";
import { askToClose, askToForce, startForms, write } from "./supervise/dialogs.js";
import { openMenu, startMenu } from "./supervise/menu.js";
import { endOwn, fillOwn, holdsOwn, keysOfOwn, startOwn } from "./supervise/own.js";
import { fillHelp, fillLamp, fillMine } from "./supervise/panel.js";
import { helpRows, operatorPowers, operatorRows, queuePowers, undoOf, waitingPowers, waitingRows, wayOf, WAYS } from "./supervise/powers.js";
import { drawTable, focusedRow, setQuick, watchTable } from "./supervise/table.js";
import { Telephone } from "./supervise/telephone.js";

const OLD = 10_000;
const CHIME = 15_000;
const ICONS = {
  listen: { icon: "ear" }, whisper: { icon: "message-circle" }, barge: { icon: "users-plus" }, take: { icon: "user-up" },
  ready: { icon: "headset" }, pause: { icon: "coffee" }, leave: { icon: "logout" }, message: { icon: "message" }, end: { icon: "phone-off" },
  first: { icon: "arrow-bar-to-up" }, back: { icon: "arrow-back-up" }, move: { icon: "switch-horizontal" }, give: { icon: "user-share" },
  close: { icon: "lock" }, open: { icon: "lock-open" },
};
const SECTIONS = { queue: "queues", agent: "agents", call: "calls" };
const page = byId("main");
const may = new Set(JSON.parse(byId("gk-may").textContent));
const pauses = JSON.parse(byId("gk-pauses").textContent);
const live = new Live(page.dataset.live, ["picture", "queue", "agent", "call", "system"]);
const telephone = new Telephone();
const known = { queues: {}, agents: {}, calls: {}, system: { engine: true, telephony: "up" } };
const local = { dirty: false, helped: new Set(), chimed: 0, returned: false };

const mine = () => known.agents[telephone.id || page.dataset.operator];
const talkerOf = (row) => Object.values(known.agents).find((other) => other.call_id === row?.call_id && other.in_talk && other.id !== row?.id);

function take({ kind, data }) {
  telephone.phone.keepRegistered();
  if (kind === "picture") Object.assign(known, { queues: data.queues ?? {}, agents: data.agents ?? {}, calls: data.calls ?? {}, system: data.system });
  else if (kind in SECTIONS) {
    if (data.gone) delete known[SECTIONS[kind]][data.id];
    else known[SECTIONS[kind]][data.id] = data;
  } else known.system = { engine: data.engine, telephony: data.telephony };
  if (!local.dirty) requestAnimationFrame(draw);
  local.dirty = true;
}

function draw() {
  local.dirty = false;
  const rows = operatorRows(known.agents, now());
  drawTable("operators", rows, operatorCells, word("no_operators"));
  for (const row of rows) setQuick("operators", row.id, row.in_talk && may.has("listen") && row.id !== mine()?.id ? word("listen") : "", "ear");
  drawTable("waiting", waitingRows(known.calls), waitingCells, word("no_waiting"));
  drawTable("queues", Object.values(known.queues).sort((a, b) => a.name.localeCompare(b.name)), queueCells, word("no_queues"));
  drawMine();
  callForHelp(helpRows(known.agents));
  tick();
}

function drawMine() {
  const row = mine();
  fillMine(wayOf(row), row, talkerOf(row), may, telephone);
  fillOwn(page, wayOf(row), row, telephone, drawMine);
  fillLamp(telephone, Boolean(row?.reachable));
  comeBack(row);
}

function operatorCells(row) {
  const state = row.mode === "paused" ? (pauses[row.reason] ?? word(`pause_${row.reason}`)) : word(row.mode);
  const missed = ["missed", "unreachable", "unfinished", "line_lost"].includes(row.reason);
  const note = [row.help && word("needs_help"), row.unrecorded && word("not_recorded"), row.desk && word("on_desk"), row.line === "up" && word("on_line"), ...row.watchers.filter((one) => one.up).map((one) => word(TOLD[one.how], { name: one.name })),
    row.unread && word("unread", { count: row.unread })].filter(Boolean);
  return [{ text: row.name, note }, { text: state, mode: missed ? "missed" : row.mode }, { since: row.since },
    row.call && row.mode !== "paused" ? [who(row.call), row.queue].filter(Boolean).join(" · ") : ""];
}

const TOLD = { listen: "listened_by", whisper: "whispered_by", barge: "joined_by", take: "joined_by" };

function waitingCells(row) {
  return [{ text: who(row), note: row.first ? [word("put_first")] : [] }, row.queue, { since: row.since }];
}

function queueCells(row) {
  return [{ text: row.name, note: row.closed ? [word("closed_by", { name: row.closed.by })] : [] }, row.waiting, row.ready];
}

// A number is never broken across lines, a word only between words.
function who({ name, number, vip }) {
  const whole = number.replaceAll(" ", "\u00a0").replaceAll("-", "\u2011");
  return (name || whole || word("hidden_number")) + (vip ? " · VIP" : "");
}

// The page loaded anew holds no leg: what the engine believes in is dead, so it rings once more.
async function comeBack(row) {
  if (local.returned || !row || !telephone.id) return;
  local.returned = true;
  if (row.mode === "supervising" && row.up && telephone.browser && !telephone.elsewhere && !telephone.phone.session) {
    if (await telephone.ready(() => Boolean(mine()?.reachable))) ask(row.how, { call: row.call_id, again: "1" });
  }
}

// Into a talk, or another way to be in it: the telephone first, then the ask.
async function comeIn(way, call) {
  if (!call || !may.has(way)) return;
  await telephone.ready(() => Boolean(mine()?.reachable));
  // Without a telephone the engine refuses, and says why.
  if (!telephone.trouble) await ask(way, { call });
  drawMine();
}

function act({ what, values }, row) {
  if (WAYS.includes(what)) comeIn(what, values.call);
  else if (what === "message") write(`${values.kind} ${values.to}`, known.queues, known.agents);
  else if (what === "close") askToClose(row);
  else if (["ready", "pause", "leave"].includes(what)) askToForce(what, values, row);
  else askAndTell(what, values, what === "end" ? word("ended") : word(`done_${what}`, { name: values.name ?? row.name }), undoOf(what, values, row));
}

function textOf({ what, values }) {
  const asked = ["ready", "pause", "leave"].includes(what);
  return word(asked ? `do_${what}` : what, { name: values.name ?? "" });
}

function menu(section, id, button, powers) {
  const row = known[section][id];
  const items = row ? powers(row).map((power) => ({ text: textOf(power), danger: power.what === "end", ...ICONS[power.what], act: () => act(power, row) })) : [];
  if (items.length) openMenu(button, items);
}

function callForHelp(rows) {
  fillHelp(rows, may.has("listen"), (row) => comeIn("listen", row.call_id));
  const fresh = rows.filter((row) => !local.helped.has(`${row.id} ${row.help}`));
  for (const row of fresh) {
    local.helped.add(`${row.id} ${row.help}`);
    byId("say-now").textContent = word("help_of", { name: row.name });
    if ("Notification" in globalThis && Notification.permission === "granted") new Notification(word("help_of", { name: row.name }), { tag: row.id });
  }
  if (rows.length && (fresh.length || now() - local.chimed > CHIME)) {
    local.chimed = now();
    beep(3);
  }
}

function stop() {
  const way = wayOf(mine());
  if (holdsOwn(way)) endOwn();
  else if (way !== "idle" && way !== "wrapup") ask("stop");
}

function chooseWay(way) {
  const row = mine();
  if (WAYS.includes(wayOf(row))) comeIn(way, row.call_id);
  else comeIn(way, known.agents[focusedRow("operators")]?.call_id);
}

function tick() {
  beat(document, {});
  const cause = live.silence > OLD ? "server_away" : "";
  setTexts(byId("alert"), "alert", cause && word(cause));
  show(byId("alert"), Boolean(cause));
}

function toggleHold() {
  const way = wayOf(mine());
  if (holdsOwn(way)) ask(way === "held" ? "resume" : "hold");
}

const KEYS = {
  F1: () => open("keys-dialog"),
  F2: () => comeIn("listen", helpRows(known.agents)[0]?.call_id),
  "Shift+F2": stop,
  F8: () => telephone.phone.toggleMute(),
  ...keysOfOwn(toggleHold, () => wayOf(mine())),
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.repeat || event.altKey || event.metaKey) return;
  const action = KEYS[nameOf(event)];
  const typing = event.target.closest("input, textarea, select, dialog");
  const way = !typing && !event.shiftKey && !event.ctrlKey ? WAYS[Number(event.key) - 1] : undefined;
  if (!action && !way) return;
  event.preventDefault();
  if (action) action();
  else chooseWay(way);
});

startDialogs();
startForms();
startMenu();
startToast();
startOwn(telephone.phone);
watchTable("operators", {
  menu: (id, button) => menu("agents", id, button, (row) => operatorPowers(row, may, pauses)),
  quick: (id) => comeIn("listen", known.agents[id]?.call_id),
});
watchTable("waiting", { menu: (id, button) => menu("calls", id, button, (row) => waitingPowers(row, may, known.queues, known.agents)), quick: () => {} });
watchTable("queues", { menu: (id, button) => menu("queues", id, button, (row) => queuePowers(row, may)), quick: () => {} });
byId("mine").addEventListener("click", (event) => {
  const way = event.target.closest("button[data-way]")?.dataset.way;
  if (way) chooseWay(way);
});
byId("stop").addEventListener("click", stop);
byId("hold").addEventListener("click", toggleHold);
byId("done").addEventListener("click", () => ask("done"));
byId("mute").addEventListener("click", () => telephone.phone.toggleMute());
byId("connect").addEventListener("click", () => telephone.ready(() => Boolean(mine()?.reachable)).then(drawMine));
byId("keys").addEventListener("click", () => open("keys-dialog"));
byId("write-all")?.addEventListener("click", () => write("all ", known.queues, known.agents));
telephone.addEventListener("change", drawMine);
live.addEventListener("change", ({ detail }) => take(detail));
addEventListener("beforeunload", (event) => {
  if (telephone.phone.talking) event.preventDefault();
});
// Her own row is in the stream only once the telephone is hers.
if (page.dataset.listens) await telephone.introduce().catch(() => {});
live.start();
every(500, tick);
watchAlerts(byId("alerts"));
