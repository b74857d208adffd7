// The supervisor's wall: figures, queues, operators, calls; alive within a second, and honest about old data.
import { drawLines, watchAlerts } from "./common/alerts.js";
import { byId, setText, setTexts, show } from "./common/dom.js";
import { every, now } from "./common/clock.js";
import { lateCount } from "./common/late.js";
import { Live } from "./common/live.js";
import { beat, showClock } from "./common/marks.js";
import { word } from "./common/words.js";
import { beep, unlock } from "./desk/sound.js";
import { drawAlerts, paint, place, settingsOf, startCharts, tilesOf } from "./wall/board.js";
import { startEditing } from "./wall/edit.js";
import { follow, startTelevision } from "./wall/follow.js";
import { Levels } from "./wall/levels.js";
import { fillSos, startSos } from "./wall/sos.js";

const OLD = 10_000;
const DEAD = 60_000;

const wall = byId("main");
const live = new Live(wall.dataset.live, ["picture", "queue", "agent", "call", "system"]);
const levels = new Levels();
const known = { queues: {}, agents: {}, calls: {}, system: { engine: true, telephony: "up" }, zone: undefined };
const SECTIONS = { queue: "queues", agent: "agents", call: "calls" };
let dirty = false;
let late = 0;
let look = () => {};
let pictures = 0;

function take({ kind, data }) {
  if (kind === "picture") {
    const { queues = {}, agents = {}, calls = {}, system, zone } = data;
    Object.assign(known, { queues, agents, calls, system, zone });
    // A whole picture once more: the set-up has changed, and shared walls are part of it.
    if (pictures++) look();
  } else if (kind in SECTIONS) {
    if (data.gone) delete known[SECTIONS[kind]][data.id];
    else known[SECTIONS[kind]][data.id] = data;
  } else known.system = { engine: data.engine, telephony: data.telephony };
  if (!dirty) requestAnimationFrame(draw);
  dirty = true;
}

function draw() {
  dirty = false;
  if (byId("sos")) fillSos(known.agents);
  tick(true);
}

function tick(lists = false) {
  paint(known, { levels, dead: wall.dataset.freshness === "dead", rang: () => beep(3) }, lists);
  beat(document, {});
  // Nothing is told when somebody's time runs out: it is seen by the clock.
  const over = lateCount(known.agents, now());
  if (over !== late) {
    late = over;
    draw();
  }
  age();
}

function age() {
  wall.dataset.freshness = live.silence > DEAD ? "dead" : live.silence > OLD ? "old" : "fresh";
  const seconds = Math.round(live.silence / 1000);
  setText(byId("age"), seconds < 5 ? word("fresh") : word("age", { seconds }));
  showClock(byId("clock"), known.zone);
  const cause = alarm();
  if (!byId("alert")) return;
  setTexts(byId("alert"), "alert", cause && word(`cause_${cause}`));
  show(byId("alert"), Boolean(cause));
}

function alarm() {
  if (wall.dataset.out === "401") return "signed_out";
  if (live.silence > OLD) return "server";
  if (!known.system.engine) return "engine";
  return known.system.telephony === "up" ? "" : known.system.telephony;
}

// Other tiles stand on the board: one of them may be heard.
function stand() {
  if (tilesOf().some((node) => settingsOf(node).sound)) unlock();
  draw();
}

place();
live.addEventListener("change", ({ detail }) => take(detail));
startSos();
if (wall.dataset.save) startEditing(draw);
else look = follow(stand);
if (document.body.classList.contains("gk-tv")) startTelevision();
live.start();
every(500, () => tick());
startCharts();
stand();
watchAlerts(byId("alerts"), (alerts) => {
  if (byId("alerts").matches("ul")) drawLines(byId("alerts"), alerts);
  drawAlerts(alerts);
});
