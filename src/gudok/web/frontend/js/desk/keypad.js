// Tones for voice menus on the other side.
import { byId, setText } from "../common/dom.js";
import { open } from "./dialogs.js";

export function startKeypad(phone) {
  const dialog = byId("keypad-dialog");
  const press = (key) => {
    phone.press(key);
    setText(byId("typed"), byId("typed").textContent + key);
  };
  dialog.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]")?.dataset.key;
    if (key) press(key);
  });
  dialog.addEventListener("keydown", (event) => {
    if (/^[0-9*#]$/.test(event.key) && !event.ctrlKey && !event.altKey) press(event.key);
  });
  byId("keypad").addEventListener("click", openKeypad);
}

export function openKeypad() {
  setText(byId("typed"), "");
  open("keypad-dialog");
}
