// When a tile asks for attention: thresholds with a delay to enter and a margin to leave. Pure, so that it is tested by itself.
// A rule comes with its tile: { warn, bad, delay (s), leave, falling, least, action }; a threshold may be null.
const ORDER = ["ok", "warn", "bad"];

// Levels remembers, per tile, the level shown and since when a worse one has been due.
export class Levels {
  #shown = {};

  // of("3:sl", rule, 78, { count: 40, now: 12.5 }): { level, action }; `now` in seconds, `count` how many calls the value rests on.
  of(name, rule, value, { count = Infinity, now }) {
    const state = (this.#shown[name] ??= { level: "ok", due: null });
    const few = count < (rule.least ?? 0);
    const raw = few ? "ok" : reached(rule, value, 1);
    const held = few ? "ok" : reached(rule, value, rule.leave);
    if (ORDER.indexOf(raw) > ORDER.indexOf(state.level)) {
      state.due ??= now;
      if (now - state.due >= rule.delay) Object.assign(state, { level: raw, due: null });
    } else {
      state.due = null;
      // Leaving needs the margin: a value that hovers at the threshold does not blink.
      if (ORDER.indexOf(held) < ORDER.indexOf(state.level)) state.level = held;
    }
    return { level: state.level, action: state.level === "ok" ? "" : rule.action };
  }
}

export function worse(one, other) {
  return ORDER.indexOf(other.level) > ORDER.indexOf(one.level) ? other : one;
}

function reached(rule, value, margin) {
  if (value === null) return "ok";
  const over = rule.falling ? (limit) => value < limit * margin : (limit) => value >= limit * margin;
  if (rule.bad !== null && over(rule.bad)) return "bad";
  return rule.warn !== null && over(rule.warn) ? "warn" : "ok";
}
