// The operator's own choice between the browser and the telephone on her desk: from the next call on.
import { byId, setTexts, show } from "../common/dom.js";
import { word } from "../common/words.js";
import { ask } from "./asks.js";

export function startWhere() {
  for (const button of document.querySelectorAll("[data-where]")) {
    button.addEventListener("click", () => ask("telephone", { desk: button.dataset.where }, [button]));
  }
}

export function fillWhere(desk, { me }) {
  if (!me) return;
  const { both, desk: chosen, spare, reachable, browser } = me.agent;
  show(byId("where"), both);
  for (const button of document.querySelectorAll("[data-where]")) {
    button.setAttribute("aria-pressed", String((button.dataset.where === "1") === chosen));
  }
  setTexts(document, "lampPhone", word(browser ? "lamp_phone" : "lamp_desk_phone"));
  if (both) setTexts(document, "whereDesk", word((chosen ? reachable : spare) ? "desk_phone_there" : "desk_phone_away"));
}
