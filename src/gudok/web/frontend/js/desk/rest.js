// Breaks and their limits in figures. Pure: no page, no clock, so that it is tested by itself.

// What an operator has used of a break today: what is counted, and the break that runs, from midnight on.
export function usedToday(me, code, at) {
  const spent = me.rest.spent[code] ?? 0;
  const runs = me.agent.mode === "paused" && me.agent.reason === code;
  return spent + (runs ? Math.max(0, at - Math.max(me.agent.since, me.rest.midnight)) : 0);
}

// How many are on a break, of how many: { on, most }, or null where any number may be. By queue the fullest counts.
export function crowd(rule, resting, queues) {
  if (!rule?.most) return null;
  const seen = resting ?? { all: 0, queues: {} };
  const on = rule.scope === "queue" ? Math.max(0, ...queues.map((queue) => seen.queues[queue] ?? 0)) : seen.all;
  return { on, most: rule.most };
}

// What a menu says of a break: nothing, how full it is, or that the day allows no more.
export function roomOf(rule, me, resting, queues, at) {
  if (!rule || !me) return { key: "" };
  if (rule.daily && usedToday(me, rule.id, at) >= rule.daily) return { key: "used_up" };
  const room = crowd(rule, resting, queues);
  return room ? { key: "room_of", ...room } : { key: "" };
}

// Minutes until the planned time of the day "13:30", by the clock of the centre "13:05"; negative when it is past.
export function minutesTo(planned, clock) {
  const minutes = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
  return minutes(planned) - minutes(clock);
}
