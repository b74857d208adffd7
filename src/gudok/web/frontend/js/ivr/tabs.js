// At the editor's side: the form of what is chosen, or the place in which the whole is tried.
import { byId, show } from "../common/dom.js";

export function startTabs() {
  byId("tab-node").addEventListener("click", () => turnTo("node"));
  byId("tab-walk").addEventListener("click", () => turnTo("walk"));
}

export function turnTo(tab) {
  for (const name of ["node", "walk"]) {
    show(byId(name), name === tab);
    byId(`tab-${name}`).setAttribute("aria-pressed", String(name === tab));
  }
}
