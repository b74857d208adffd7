// The page of another program that belongs to a call: opened once, when it rings or when it is answered, as set up.
import { byId } from "../common/dom.js";

let opened = "";

// popOf(call, answered): for every state with a call in hand; the card holds the address.
export function popOf(call, answered) {
  const link = byId("card-pop");
  if (!call || link?.dataset.call !== call || opened === call || link.dataset.when === "link") return;
  if (link.dataset.when === "answer" && !answered) return;
  opened = call;
  window.open(link.href, "_blank", "noopener,noreferrer");
}
