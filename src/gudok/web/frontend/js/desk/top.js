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
  dialling: { icon: "phone-outgoing" },
  talking: { icon: "phone-call" },
  held: { icon: "player-pause" },
  wrapup: { icon: "edit" },
  paused: { icon: "coffee" },
  supervising: { icon: "ear" },
  missed: { icon: "phone-x" },
  lifting: { icon: "phone-incoming" },
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
  fillNext(WITH_CALL.has(view) || view === "ready" ? me : null);
  fillPressure(byId("pressure"), state.queues);
  fillToday(me?.today);
  fillLamps(state);
}

export function stateWord(view, me) {
  return view === "paused" || view === "missed" ? pauseName(me.agent.reason) : word(view);
}

function chipMode(view) {
  if (view === "joining" || view === "lifting") return "ringing";
  return ["gate", "loading", "elsewhere", "away"].includes(view) ? "offline" : view;
}

function fillNext(me) {
  const { next, wish } = { next: me?.agent.next, wish: me?.rest?.wish };
  show(byId("next"), Boolean(next || wish));
  if (next) setTexts(byId("next"), "next", word("next", { name: pauseName(next) }));
  else if (wish) setTexts(byId("next"), "next", word("awaits", { name: pauseName(wish), place: me.rest.place }));
}

function fillToday(today) {
  const calls = today?.talks ? word("today", { calls: counted("calls", today.talks) }) : "";
  const average = today?.talks ? ` · ${word("average", { time: duration(today.talked / today.talks) })}` : "";
  setText(byId("today"), calls + average);
}

function fillLamps({ connected, system, phone, me, started, line }) {
  const told = connected && system.engine;
  lamp("lamp-server", told ? "ok" : "bad");
  if (me && !me.agent.browser) {
    // Of a telephone on the desk only the engine knows, and nothing rings it while the telephony is gone.
    lamp("lamp-phone", told ? (me.agent.reachable && system.telephony === "up" ? "ok" : "bad") : "wait");
    lamp("lamp-sound", "none");
    return;
  }
  lamp("lamp-phone", phone.registered && system.telephony === "up" ? "ok" : started ? "bad" : "wait");
  lamp("lamp-sound", phone.sound && !line.bad ? "ok" : started ? "bad" : "wait");
}

function lamp(id, how) {
  const node = byId(id);
  node.dataset.lamp = how;
  setPicture(node.querySelector("[data-lamp-icon]"), LAMPS[how].icon);
}
