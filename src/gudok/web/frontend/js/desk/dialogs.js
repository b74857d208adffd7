// Windows over the desk: Esc or the button closes them; none of them ends a call.
import { byId } from "../common/dom.js";

export function startDialogs() {
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
    });
  }
}

export function open(id) {
  const dialog = byId(id);
  if (!dialog.open) dialog.showModal();
}

// What is of no call (sound, keys), or was begun about one, stays open over changes of state; a ring closes it all the same
// (its text stays in it).
export function closeAll(everything = true) {
  for (const dialog of document.querySelectorAll("dialog[open]")) {
    if (everything || !("stays" in dialog.dataset)) dialog.close();
  }
}

export function isOpen(id) {
  return byId(id).open;
}
