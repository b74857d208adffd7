// Keys of the desk. Letters by their place (Ctrl+K is «Л» too), F-keys by name; repeats and composition are not presses.
import { byId } from "../common/dom.js";
import { closeAll, isOpen, open } from "./dialogs.js";
import { openKnowledge } from "./knowledge.js";
import { openKeypad } from "./keypad.js";
import { nameOf } from "./keynames.js";
import { moveKeys, startSheet } from "./moved.js";
import { endLines, mayHold, mayTransfer, swapLines } from "./lines.js";
import { openScript } from "./script.js";
import { openCase, openOrder } from "./records.js";
import { openTransfer } from "./transfer.js";
import { IN_CALL, mainKey } from "./view.js";

// F2 right after a change of state was meant for the state before.
const DEAD = 700;

moveKeys(JSON.parse(byId("gk-keys").textContent));
startSheet();

export function startKeys({ view, next, changedAt, answer, ask, finish, toggleMute, toggleHold, openDial, openPicks }) {
  const actions = {
    F1: () => open("help-dialog"),
    F2: () => {
      if (performance.now() - changedAt() < DEAD) return;
      const [what, values] = mainKey(view(), next()) ?? [];
      if (what === "answer") answer();
      else if (view() === "wrapup") finish();
      else if (what) ask(what, values);
    },
    "Shift+F2": () => (view() === "dialling" ? ask("hangup") : IN_CALL.has(view()) && endLines()),
    F3: openPicks,
    F8: () => IN_CALL.has(view()) && toggleMute(),
    "Shift+F8": () => view() === "talking" && !byId("keypad").hidden && openKeypad(),
    F9: () => IN_CALL.has(view()) && mayHold() && toggleHold(),
    "Shift+F9": () => IN_CALL.has(view()) && swapLines(),
    "Ctrl+Enter": () => view() === "wrapup" && finish(),
    "Ctrl+KeyB": () => openKnowledge(),
    "Ctrl+KeyO": () => openOrder(),
    "Ctrl+KeyS": () => openScript(),
    "Ctrl+KeyJ": () => openCase(),
    "Ctrl+KeyK": () => {
      if (!IN_CALL.has(view())) openDial();
      else if (mayTransfer()) isOpen("transfer-dialog") ? closeAll() : openTransfer();
    },
  };
  document.addEventListener("keydown", (event) => {
    const action = actions[nameOf(event)];
    if (!action || event.isComposing) return;
    event.preventDefault();
    if (!event.repeat) action();
  });
}
