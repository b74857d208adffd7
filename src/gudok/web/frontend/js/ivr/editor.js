// An editor of something that is drawn as a flow, a voice menu or a script: the picture, the form beside it, drafts, undo.
import { byId, setText } from "../common/dom.js";
import { word } from "../common/words.js";
import { drawPicture, focusNode, showNode, startPicture } from "./draw.js";
import { addNode, blank, kindsOf, newId, pointed } from "./flow.js";
import { drawForm, focusExit, focusForm, startForm } from "./form.js";
import { keepLater, startKeeping } from "./keep.js";
import { choose, follow, put, redraw, state, undo } from "./state.js";
import { turnTo } from "./tabs.js";
import { title } from "./words.js";
import { startZoom } from "./zoom.js";

const say = (text) => setText(byId("said"), text);

// startEditor({ flow, kinds, problems, drawn, offered }): what the page begins with.
export function startEditor(begins) {
  Object.assign(state, { flow: begins.flow, list: begins.kinds, kinds: kindsOf(begins.kinds), problems: begins.problems });
  if (begins.offered) state.offered = begins.offered;
  for (const id of Object.keys(state.flow.nodes)) state.had.add(id);
  startPicture({ open, grow, say });
  startZoom(say);
  startForm(grow);
  follow(drawPicture);
  follow(drawForm);
  startKeeping(begins);
  follow(keepLater);
  follow(() => {
    byId("undo").disabled = state.past.length === 0;
  });
  byId("undo").addEventListener("click", stepBack);
  byId("problems").addEventListener("click", nextProblem);
  addEventListener("keydown", keyed);
}

// The first picture, once all that follows the state is there.
export function drawFirst() {
  state.chosen = state.flow.start in state.flow.nodes ? state.flow.start : "";
  redraw();
}

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

function keyed(event) {
  const writes = event.target.closest("input:not([type=checkbox]), textarea");
  if (event.code === "KeyZ" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !writes) {
    event.preventDefault();
    stepBack();
  } else if (event.key === "Escape" && byId("node").contains(event.target) && !event.target.closest(".show")) focusNode(state.chosen);
}
