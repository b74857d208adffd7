// When a tile asks for attention: thresholds with a delay to enter and a margin to leave. Pure, so that it is tested by itself.
const RULES = {
  oldest: { warn: 40, bad: 90, delay: 10, leave: 0.8, action: "do_wait" },
  sl: { warn: 80, bad: 70, falling: true, least: 10, delay: 0, leave: 1.02, action: "do_sl" },
  lost: { warn: 5, bad: 10, least: 20, delay: 0, leave: 0.8, action: "do_lost" },
  nobody: { warn: Infinity, bad: 1, delay: 5, leave: 1, action: "do_nobody_ready" },
};
const ORDER = ["ok", "warn", "bad"];

// Levels remembers, per rule, the level shown and since when a worse one has been due.
export class Levels {
  #shown = {};

  // of("sl", 78, { count: 40, now: 12.5 }): { level, action }; `now` in seconds, `count` how many calls the value rests on.
  of(name, value, { count = Infinity, now }) {
    const rule = RULES[name];
    const state = (this.#shown[name] ??= { level: "ok", due: null });
    const raw = count < (rule.least ?? 0) ? "ok" : reached(rule, value, 1);
    const held = count < (rule.least ?? 0) ? "ok" : reached(rule, value, rule.leave);
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

function reached(rule, value, margin) {
  if (value === null) return "ok";
  const over = rule.falling ? (limit) => value < limit * margin : (limit) => value >= limit * margin;
  if (over(rule.bad)) return "bad";
  return over(rule.warn) ? "warn" : "ok";
}
