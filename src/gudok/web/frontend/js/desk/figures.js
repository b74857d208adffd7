// The desk's running figures: timers, countdowns, bars.
import { beat, showClock } from "../common/marks.js";
import { byId, setText } from "../common/dom.js";
import { duration, now } from "../common/clock.js";

export function tick(state, downSince) {
  const { me } = state;
  const call = me?.call;
  beat(document, {
    since: { rest: me?.agent.since, state: downSince || me?.agent.since, ring: me?.agent.since, talk: call?.since || me?.agent.since, hold: call?.held, down: downSince },
    until: { record: call?.unrecorded, ring: call?.until, return: call?.until, wrapup: me?.agent.until, rest: me?.agent.until },
  });
  for (const node of document.querySelectorAll("[data-waited]")) setText(node, call ? duration((call.since || now()) - call.joined) : "");
  if (call?.ring) byId("ring-left").value = share(call.until, call.ring);
  if (me?.agent.until) byId("wrapup-left").value = share(me.agent.until, me.agent.until - me.agent.since);
  byId("desk").classList.toggle("gk-last-seconds", me?.agent.mode === "ringing" && call?.until - now() < 5000);
  showClock(byId("clock"), state.zone);
}

function share(until, whole) {
  return Math.max(0, Math.min(1, (until - now()) / whole));
}

export function secondsLeft(state) {
  return Math.max(0, Math.ceil(((state.me?.call?.until ?? 0) - now()) / 1000));
}
