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

export function closeAll() {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
}

export function isOpen(id) {
  return byId(id).open;
}
