// Keys of the desk. Letters by their place (Ctrl+K is «Л» too), F-keys by name; repeats and composition are not presses.
import { byId } from "../common/dom.js";
import { closeAll, isOpen, open } from "./dialogs.js";
import { openKeypad } from "./keypad.js";
import { openTransfer } from "./transfer.js";
import { IN_CALL, mainKey } from "./view.js";

// F2 right after a change of state was meant for the state before.
const DEAD = 700;

export function startKeys({ view, next, changedAt, answer, ask, toggleMute, toggleHold }) {
  const actions = {
    F1: () => open("help-dialog"),
    F2: () => {
      if (performance.now() - changedAt() < DEAD) return;
      const [what, values] = mainKey(view(), next()) ?? [];
      if (what === "answer") answer();
      else if (what) ask(what, values);
    },
    "Shift+F2": () => IN_CALL.has(view()) && ask("hangup"),
    F8: () => IN_CALL.has(view()) && toggleMute(),
    "Shift+F8": () => view() === "talking" && !byId("keypad").hidden && openKeypad(),
    F9: () => IN_CALL.has(view()) && toggleHold(),
    "Ctrl+KeyK": () => IN_CALL.has(view()) && (isOpen("transfer-dialog") ? closeAll() : openTransfer()),
  };
  document.addEventListener("keydown", (event) => {
    const action = actions[nameOf(event)];
    if (!action || event.isComposing) return;
    event.preventDefault();
    if (!event.repeat) action();
  });
}

function nameOf(event) {
  if (event.altKey || event.metaKey) return "";
  if (event.ctrlKey) return event.shiftKey ? "" : `Ctrl+${event.code}`;
  return event.shiftKey ? `Shift+${event.key}` : event.key;
}
