// The way through a script. Pure: no page here. A way: { told: [[step, answer], …], at, aside: { step: answer } }; `at` is
// the step that is open, as many as there are when it is the one that follows. The server's core follows the same way.
const NUMBER = /^[-+]?\d{1,18}([.,]\d{1,9})?$/;

// The id of the step that is open; "" behind the last one.
export function here({ start, steps }, { told, at }) {
  if (at < told.length) return told[at][0];
  if (!told.length) return start;
  const [last, answer] = told.at(-1);
  return onward(steps[last], answer);
}

export function onward(step, answer) {
  return step.answers ? (step.answers.find(([one]) => one === answer)?.[1] ?? "") : step.next;
}

// What is wrong with an answer: "" for nothing, else the word that says it.
export function wrong(step, answer) {
  if (step.kind === "choice") return step.answers.some(([one]) => one === answer) ? "" : "needs";
  if (step.kind !== "question") return "";
  if (!answer) return step.required ? "needs" : "";
  if (step.of === "number") return NUMBER.test(answer) ? "" : "number";
  if (step.of === "date") return /^\d{4}-\d\d-\d\d$/.test(answer) && !Number.isNaN(Date.parse(answer)) ? "" : "date";
  return "";
}

// The open step is left with an answer. One that leads elsewhere than before puts what was behind it aside.
export function told(script, way, answer) {
  const step = here(script, way);
  const behind = way.told.slice(0, way.at);
  const ahead = way.told.slice(way.at + 1);
  const before = way.told[way.at];
  const same = before && onward(script.steps[step], before[1]) === onward(script.steps[step], answer);
  const aside = { ...way.aside };
  if (!same) for (const [one, was] of ahead) if (was) aside[one] = was;
  delete aside[step];
  return { told: [...behind, [step, answer], ...(same ? ahead : [])], at: way.at + 1, aside };
}

export const back = (way) => ({ ...way, at: Math.max(0, way.at - 1) });
export const to = (way, at) => ({ ...way, at });

// An answer that is being written: it waits aside until the step is left.
export const written = (script, way, text) => ({ ...way, aside: { ...way.aside, [here(script, way)]: text } });

// What the open step was answered with before: half written, here, or on another way.
export function before(script, way) {
  return way.aside[here(script, way)] ?? way.told[way.at]?.[1] ?? "";
}

// The values of variables with the answers over them.
export function values(script, way) {
  const found = { ...script.values };
  for (const [step, answer] of way.told) {
    const { keep } = script.steps[step];
    if (keep && answer) found[keep] = answer;
  }
  return found;
}
