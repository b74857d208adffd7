// Keys that a person moved: the chosen key acts as the usual one, the usual one does nothing, and buttons tell the truth.
import { byId, setText } from "../common/dom.js";
import { eventOf, labelOf, nameOf } from "./keynames.js";

export function moveKeys(moved) {
  const usual = Object.fromEntries(Object.entries(moved).map(([name, pressed]) => [pressed, name]));
  if (!Object.keys(usual).length) return;
  addEventListener(
    "keydown",
    (event) => {
      if (!event.isTrusted) return;
      const name = nameOf(event);
      if (usual[name]) {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (!event.repeat && !event.isComposing) event.target.dispatchEvent(new KeyboardEvent("keydown", eventOf(usual[name])));
      } else if (moved[name]) event.stopImmediatePropagation();
    },
    { capture: true },
  );
  const labels = Object.fromEntries(Object.entries(moved).map(([name, pressed]) => [labelOf(name), labelOf(pressed)]));
  for (const node of document.querySelectorAll("kbd")) setText(node, labels[node.textContent] ?? node.textContent);
}

// «?» opens the sheet where no text is typed.
export function startSheet() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "?" || typing || byId("help-dialog").open) return;
    event.preventDefault();
    byId("help-dialog").showModal();
  });
}
