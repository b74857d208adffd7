// Running figures of a page: `time` elements name a mark, marks hold moments of the server's clock, one beat fills them all.
import { duration, now, timeOfDay } from "./clock.js";
import { setText } from "./dom.js";

// beat(root, { since: {state: ms}, until: {ring: ms} }): count up from `since`, down to `until`; past it the overtime shows.
export function beat(root, { since = {}, until = {} }) {
  const at = now();
  for (const node of root.querySelectorAll("[data-timer]")) setText(node, since[node.dataset.timer] ? duration(at - since[node.dataset.timer]) : "");
  for (const node of root.querySelectorAll("[data-since]")) setText(node, node.dataset.since ? duration(at - Number(node.dataset.since)) : "");
  for (const node of root.querySelectorAll("[data-countdown]")) setText(node, left(until[node.dataset.countdown], at));
}

function left(end, at) {
  if (!end) return "";
  return end >= at ? duration(end - at + 999) : `+${duration(at - end)}`;
}

export function showClock(node, zone) {
  setText(node, timeOfDay(now(), zone));
}
