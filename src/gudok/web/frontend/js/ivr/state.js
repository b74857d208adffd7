// What the editor knows: one flow, what is chosen in it, what was before, and what is wrong with it.
export const state = {
  flow: { start: "", nodes: {} },
  kinds: {},
  list: [],
  offered: { prompts: [], queues: [], schedules: [] },
  problems: [],
  chosen: "",
  past: [],
  had: new Set(),
  path: [],
  counts: null,
};

const followers = [];

export function follow(drawn) {
  followers.push(drawn);
}

// Everything on the page is drawn again from the state: nothing else holds any of it.
export function redraw(why = "flow") {
  for (const drawn of followers) drawn(why);
}

// A new flow in the place of the present one, which can be had back. What is typed into one field (`typed` names it) is
// one act, and the form it is typed into is left alone.
export function put(flow, chosen = state.chosen, typed = "") {
  if (!typed || state.past.at(-1)?.typed !== typed) state.past.push({ flow: state.flow, chosen: state.chosen, typed });
  for (const id of Object.keys(flow.nodes)) state.had.add(id);
  state.flow = flow;
  state.chosen = chosen in flow.nodes ? chosen : "";
  redraw(typed ? "typed" : "flow");
}

export function undo() {
  const before = state.past.pop();
  if (!before) return false;
  state.flow = before.flow;
  state.chosen = before.chosen;
  redraw();
  return true;
}

export function choose(id, quiet = false) {
  if (state.chosen === id) return;
  state.chosen = id;
  if (!quiet) redraw("chosen");
}
