// What the operator asks of the server. The server alone owns the state: a button only says that it was heard.
import { byId, setText } from "../common/dom.js";
import { post } from "../common/net.js";
import { word } from "../common/words.js";

const REDNESS = 8000;
const OWN = 3000;
const running = new Set();
let last = { what: "", at: -Infinity };
let timer;

// The page's element that knows the addresses: the operator's desk, or a supervisor's page with a call of her own.
export const place = () => document.querySelector("[data-asks]");

// Whether a change of state that is told now is what this person has just asked for here.
export const justAsked = (what) => last.what === what && performance.now() - last.at < OWN;

export function complain(text) {
  setText(byId("ask-error"), text);
  clearTimeout(timer);
  timer = setTimeout(() => setText(byId("ask-error"), ""), REDNESS);
}

// ask("pause", { reason: "lunch" }): true when the server agreed. A second press of the same while one is on its way is nothing.
// `tell` is given what is wrong, or nothing.
export async function ask(what, values = {}, buttons = [], tell = complain) {
  if (running.has(what)) return false;
  running.add(what);
  last = { what, at: performance.now() };
  for (const button of buttons) button.setAttribute("aria-busy", "true");
  try {
    const response = await post(place().dataset.asks.replace("WHAT", what), values);
    const { ok, reason, article } = await response.json();
    tell(ok ? "" : reason);
    if (article) document.dispatchEvent(new CustomEvent("gudok-article", { detail: { code: article } }));
    return ok;
  } catch (error) {
    tell(word(error.status ? "signed_out" : "no_answer"));
    return false;
  } finally {
    running.delete(what);
    for (const button of buttons) button.removeAttribute("aria-busy");
  }
}

export function watchAsks(root) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-ask]");
    if (button) ask(button.dataset.ask, button.dataset.reason ? { reason: button.dataset.reason } : {}, [button]);
  });
}
