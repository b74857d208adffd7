// How nodes and ways out are called.
import { word } from "../common/words.js";
import { about } from "./flow.js";
import { state } from "./state.js";

export const exitName = (exit) => exit.key || word(`exit_${exit.name}`);

export function title(id) {
  const node = state.flow.nodes[id];
  if (!node) return word("nowhere");
  const what = about(node, state.offered, state.kinds);
  const { name } = state.kinds[node.kind];
  return what ? `${name}${name.endsWith("?") ? "" : ":"} ${what}` : name;
}
