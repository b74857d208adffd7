// The script of the call in hand: brought up by its queue, led by keyboard, kept at the server within a second.
import { byId } from "../common/dom.js";
import { KEPT_SCRIPT, keptScripts } from "../common/kept.js";
import { get, post } from "../common/net.js";
import { Player } from "../script/player.js";
import { said } from "../script/words.js";
import { ask } from "./asks.js";

const REST = 300;
const RETRY = 3000;
const LOOK = 5000;
const LIMIT = 10_000;
const SEAT = "gudok-script-seat";
const place = () => document.querySelector("#desk [data-script]");

let player = null;
let call = "";
let looked = "";
let talks = false;
let paused = false;
let recording = Promise.resolve();
let flight = null;
let timer = 0;

// The page, also after it was loaded anew: one's own earlier step is never somebody else's.
function seat() {
  if (!sessionStorage.getItem(SEAT)) sessionStorage.setItem(SEAT, crypto.getRandomValues(new Uint32Array(2)).join("-"));
  return sessionStorage.getItem(SEAT);
}

const url = (id = call) => byId("desk").dataset.script.replace("CALL", id);
const saving = (run) => byId("desk").dataset.scriptSave.replace("/0/", `/${run}/`);
const keptWay = () => JSON.parse(localStorage.getItem(KEPT_SCRIPT + call) ?? "null");

export function startScript() {
  player = new Player(place(), { went, stands });
  setInterval(() => document.visibilityState === "visible" && player.script && !place().hidden && look(), LOOK);
  addEventListener("pagehide", () => call && keptWay() && send({ keepalive: true }));
}

// What could not be saved of earlier calls is saved now.
async function sendLeft() {
  for (const id of keptScripts()) {
    if (id === call) continue;
    const way = localStorage.getItem(KEPT_SCRIPT + id);
    try {
      const { script } = await (await post(url(id))).json();
      if (script) await post(saving(script.run), { way, base: script.version, seat: seat() }, LIMIT);
      localStorage.removeItem(KEPT_SCRIPT + id);
    } catch (error) {
      // Refused: the call is not this person's any more. No answer: next time.
      if (error.status) localStorage.removeItem(KEPT_SCRIPT + id);
    }
  }
}

// The call in hand, "" for none; `led` once somebody talks: before that its first step can only be read.
export function scriptOf(id, led, talking) {
  if (id !== call) {
    clearTimeout(timer);
    hide();
    call = id;
  }
  if (talks !== talking) {
    talks = talking;
    if (talks && player.script) stands(player.step);
  }
  const key = `${id} ${led}`;
  if (!id || key === looked) return;
  looked = key;
  bringUp(id, led);
}

// The key: into the script, and from within it to the objections.
export function openScript() {
  if (!player?.script || place().hidden) return;
  if (place().contains(document.activeElement)) player.objections();
  else player.focus();
}

function hide() {
  byId("desk").classList.remove("gk-with-script");
  player.close();
  paused = false;
}

async function bringUp(id, led) {
  const { script } = await (led ? post(url()) : get(url())).then((answer) => answer.json(), () => ({}));
  if (id !== call) return;
  if (script === undefined) {
    // No answer: it is asked for again with the next picture, as soon as the server is back.
    setTimeout(() => (looked = ""), RETRY);
    return;
  }
  if (!script) return;
  byId("desk").classList.add("gk-with-script");
  place().inert = !led;
  const mine = keptWay();
  player.take(script, mine ?? script.way);
  if (!led) return;
  sendLeft();
  if (mine) send();
  if (document.activeElement === document.body) player.focus();
}

function went(way) {
  localStorage.setItem(KEPT_SCRIPT + call, JSON.stringify(way));
  clearTimeout(timer);
  timer = setTimeout(send, REST);
}

// While a step is open that must not be recorded, the recording pauses; the engine refuses where it may not.
function stands(step) {
  if (!talks || Boolean(step?.pause) === paused) return;
  paused = Boolean(step?.pause);
  const what = paused ? "pause_record" : "resume_record";
  const tell = (reason) => reason && paused && player.note(said("not_paused", { reason }));
  // One after the other, or a pause that is left at once could come behind its end.
  recording = recording.then(() => ask(what, { script: "1" }, [], tell));
}

async function look() {
  if (flight || keptWay()) return;
  const id = call;
  const { script } = await get(url()).then((answer) => answer.json(), () => ({}));
  if (script && id === call && !flight && !keptWay()) player.take(script);
}

async function send(options = {}) {
  const way = keptWay();
  if (flight || !way || !player.script?.run) return;
  const id = call;
  const { run, version } = player.script;
  flight = post(saving(run), { way: JSON.stringify(way), base: version, seat: seat() }, LIMIT, options);
  try {
    const found = await (await flight).json();
    flight = null;
    if (id === call) taken(found, way);
  } catch {
    flight = null;
    player.saved(said("not_saved"), true);
    if (id === call) timer = setTimeout(send, RETRY);
  }
}

function taken({ script, theirs, saved }, way) {
  const mine = keptWay();
  if (theirs) {
    const again = () => {
      player.script = script;
      send();
    };
    const give = () => {
      localStorage.removeItem(KEPT_SCRIPT + call);
      player.take(script);
    };
    player.ask(theirs, again, give);
    return;
  }
  if (JSON.stringify(mine) === JSON.stringify(way)) {
    localStorage.removeItem(KEPT_SCRIPT + call);
    player.take(script);
    player.saved(said("saved", { time: saved }));
    return;
  }
  // Gone on while it was on its way: that is sent next.
  player.take(script, mine);
  send();
}
