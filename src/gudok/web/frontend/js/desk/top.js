// Fills bar T: state chip, what comes next, lamps, the day.
import { byId, setPicture, setText, setTexts, show } from "../common/dom.js";
import { duration } from "../common/clock.js";
import { counted, word } from "../common/words.js";
import { fillPressure, pauseName } from "./panel.js";
import { WITH_CALL } from "./view.js";

const STATES = {
  ready: { icon: "headset" },
  ringing: { icon: "phone-incoming" },
  joining: { icon: "phone-incoming" },
  returning: { icon: "phone-incoming" },
  talking: { icon: "phone-call" },
  held: { icon: "player-pause" },
  wrapup: { icon: "edit" },
  paused: { icon: "coffee" },
  missed: { icon: "phone-x" },
  down: { icon: "plug-connected-x" },
  elsewhere: { icon: "browser" },
  away: { icon: "power" },
};
const LAMPS = { ok: { icon: "check" }, bad: { icon: "alert-triangle" }, wait: { icon: "dots" }, none: { icon: "minus" } };

export function fillTop(state, view) {
  const { me } = state;
  const chip = byId("state");
  chip.dataset.mode = chipMode(view);
  setPicture(chip.querySelector("[data-sign]"), (STATES[view] ?? STATES.away).icon);
  setTexts(chip, "state", stateWord(view, me));
  fillNext(WITH_CALL.has(view) ? me : null);
  fillPressure(byId("pressure"), state.queues);
  fillToday(me?.today);
  fillLamps(state);
}

export function stateWord(view, me) {
  return view === "paused" || view === "missed" ? pauseName(me.agent.reason) : word(view);
}

function chipMode(view) {
  if (view === "joining") return "ringing";
  return ["gate", "loading", "elsewhere", "away"].includes(view) ? "offline" : view;
}

function fillNext(me) {
  const next = me?.agent.next;
  show(byId("next"), Boolean(next));
  if (next) setTexts(byId("next"), "next", word("next", { name: pauseName(next) }));
}

function fillToday(today) {
  const calls = today?.talks ? word("today", { calls: counted("calls", today.talks) }) : "";
  const average = today?.talks ? ` · ${word("average", { time: duration(today.talked / today.talks) })}` : "";
  setText(byId("today"), calls + average);
}

function fillLamps({ connected, system, phone, me, started }) {
  lamp("lamp-server", connected && system.engine ? "ok" : "bad");
  if (me && !me.agent.browser) {
    lamp("lamp-phone", me.agent.reachable ? "ok" : "bad");
    lamp("lamp-sound", "none");
    return;
  }
  lamp("lamp-phone", phone.registered && system.telephony === "up" ? "ok" : started ? "bad" : "wait");
  lamp("lamp-sound", phone.sound ? "ok" : started ? "bad" : "wait");
}

function lamp(id, how) {
  const node = byId(id);
  node.dataset.lamp = how;
  setPicture(node.querySelector("[data-lamp-icon]"), LAMPS[how].icon);
}
