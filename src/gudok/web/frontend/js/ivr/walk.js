// The flow walked with pretend keys. The server's core decides; here the way is lit up and what is said is played.
import { byId, element, setText, show } from "../common/dom.js";
import { post } from "../common/net.js";
import { word } from "../common/words.js";
import { showNode } from "./draw.js";
import { play, urlOf } from "./sounds.js";
import { redraw, state } from "./state.js";
import { startTabs } from "./tabs.js";
import { exitName, title } from "./words.js";

const REST = 400;
const ENDS = ["queue", "callback", "end", "steps", "changed"];
let presses = null;
let awaits = "";
let asked = 0;
let timer = 0;
let heard = "";
let pressed = Promise.resolve();

export function startWalking() {
  startTabs();
  byId("walk-when").addEventListener("change", () => show(byId("walk-at"), byId("walk-when").value === "at"));
  byId("walk-call").addEventListener("click", () => go([]));
  byId("walk-back").addEventListener("click", () => go(presses.slice(0, -1)));
  byId("keypad").addEventListener("click", ({ target }) => target.dataset.press && press(target.dataset.press));
  byId("walk").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, select") || !/^[0-9*#]$/.test(event.key)) return;
    event.preventDefault();
    press(event.key);
  });
}

// What is drawn meanwhile is walked again, without a sound.
export function walkAgain(why) {
  if (presses === null || (why !== "flow" && why !== "typed")) return;
  clearTimeout(timer);
  timer = setTimeout(() => go(presses, false), REST);
}

// Keys pressed faster than the server answers wait for each other: none is lost. A key breaks off what a node says,
// and the way goes on from there; what is heard whole, it does not.
function press(key) {
  const during = key === "w" ? "" : heard;
  if (during && state.flow.nodes[during]?.whole) {
    setText(byId("walk-told"), word("walk_whole", { title: title(during) }));
    return;
  }
  pressed = pressed.then(() => (presses !== null && (awaits || during) ? go([...presses, during ? `${key}@${during}` : key]) : undefined));
}

// Which node says something now: keys may be pressed meanwhile, even where none is waited for afterwards.
function hear(node) {
  heard = state.flow.nodes[node]?.kind === "say" ? node : "";
  for (const button of byId("keypad").children) button.disabled = !awaits && (!heard || button.dataset.press === "w");
}

async function go(wanted, aloud = byId("walk-aloud").checked) {
  const mine = ++asked;
  const when = byId("walk-when").value;
  const sent = { flow: JSON.stringify(state.flow), who: byId("walk-who").value, when, at: when === "at" ? byId("walk-at").value : "", presses: wanted.join(" ") };
  let found;
  try {
    found = await (await post(byId("flow").dataset.walk, sent, 5000)).json();
  } catch {
    setText(byId("walk-told"), word("walk_no_answer"));
    return;
  }
  if (mine !== asked) return;
  presses = wanted;
  awaits = found.awaits;
  state.path = [...found.steps, ...(found.here ? [{ node: found.here, exit: "" }] : [])];
  tell(found);
  play(aloud ? found.said.map(urlOf) : [], (at) => hear(found.said[at]?.node));
  redraw("path");
  showNode(state.path.at(-1)?.node);
}

function tell(found) {
  const said = found.said.map(({ code }) => state.offered.prompts.find((one) => one.code === code)?.name ?? code);
  const last = found.steps.at(-1);
  const now = found.here ? word(found.awaits === "digits" ? "walk_digits" : "walk_key", { title: title(found.here) }) : last ? word(`walk_${last.exit}`, { title: title(last.node) }) : word("walk_nowhere");
  setText(byId("walk-told"), [...(said.length ? [word("walk_heard", { heard: said.join(", ") })] : []), now].join(" ").replace(/([.!?…])\.(?= |$)/g, "$1"));
  byId("walk-back").disabled = !presses.length;
  byId("walk-steps").replaceChildren(...found.steps.map(stepLine));
}

function stepLine({ node, exit, why }) {
  const key = /^(?:key|case):(.*)$/s.exec(exit)?.[1] ?? "";
  const way = ENDS.includes(exit) ? [] : [element("b", { textContent: exitName({ name: exit, key }) })];
  return element("li", {}, `${title(node)} `, ...way, element("span", { className: "gk-muted", textContent: ` ${why}` }));
}
