// The editor of voice menus.
import { byId, setText } from "./common/dom.js";
import { get } from "./common/net.js";
import { word } from "./common/words.js";
import { drawPicture, focusNode, showNode, startPicture } from "./ivr/draw.js";
import { addNode, blank, kindsOf, newId, pointed } from "./ivr/flow.js";
import { drawForm, focusExit, focusForm, startForm } from "./ivr/form.js";
import { keepLater, startKeeping } from "./ivr/keep.js";
import { startCounts } from "./ivr/counts.js";
import { choose, follow, put, redraw, state, undo } from "./ivr/state.js";
import { startWalking, turnTo, walkAgain } from "./ivr/walk.js";
import { startSteps } from "./ivr/steps.js";
import { title } from "./ivr/words.js";
import { startZoom } from "./ivr/zoom.js";

const begins = JSON.parse(byId("gk-begins").textContent);
Object.assign(state, { flow: begins.flow, list: begins.kinds, kinds: kindsOf(begins.kinds), offered: begins.offered, problems: begins.problems });
for (const id of Object.keys(state.flow.nodes)) state.had.add(id);

const say = (text) => setText(byId("said"), text);

// A new node behind a way out; without a kind its menu of kinds opens.
function grow(from, exit, kind) {
  if (!kind) {
    choose(from);
    turnTo("node");
    focusExit(exit, true);
    return;
  }
  const id = newId(state.flow, kind, state.had);
  const flow = addNode(state.flow, id, blank(kind, state.kinds));
  put(from ? pointed(flow, from, exit, id, state.kinds) : flow, id);
  open();
  showNode(id);
  say(word("added", { title: title(id) }));
}

function stepBack() {
  if (!undo()) return;
  say(word("undone"));
}

function open() {
  turnTo("node");
  focusForm();
}

// From problem to problem.
let told = -1;
function nextProblem() {
  told = (told + 1) % state.problems.length;
  const problem = state.problems[told];
  if (problem.node in state.flow.nodes) {
    choose(problem.node);
    focusNode(problem.node);
  }
  say(problem.text);
}

startPicture({ open, grow, say });
startZoom(say);
startForm(grow);
startSteps();
startWalking();
startCounts();
follow(drawPicture);
follow(drawForm);
startKeeping(begins);
follow(keepLater);
follow(walkAgain);
follow(() => {
  byId("undo").disabled = state.past.length === 0;
});
byId("undo").addEventListener("click", stepBack);
byId("problems").addEventListener("click", nextProblem);
addEventListener("keydown", (event) => {
  const writes = event.target.closest("input:not([type=checkbox]), textarea");
  if (event.code === "KeyZ" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !writes) {
    event.preventDefault();
    stepBack();
  } else if (event.key === "Escape" && byId("node").contains(event.target) && !event.target.closest(".show")) focusNode(state.chosen);
});
// Somebody comes back from recording a prompt, or from a new queue in another tab.
document.addEventListener("visibilitychange", async () => {
  if (document.visibilityState !== "visible") return;
  const offered = await get(byId("flow").dataset.choices).then((answer) => answer.json(), () => null);
  if (!offered || JSON.stringify(offered) === JSON.stringify(state.offered)) return;
  state.offered = offered;
  redraw("offered");
});
state.chosen = state.flow.start in state.flow.nodes ? state.flow.start : "";
redraw();
