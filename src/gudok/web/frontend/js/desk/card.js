// The caller's card, earlier calls and note in the middle and on the right: fetched once a call, at the first ring.
import { byId, setText, show } from "../common/dom.js";
import { get } from "../common/net.js";
import { place } from "./asks.js";
import { fillNote, openNote } from "./notes.js";

const RETRY = 2000;
let shown = "";

// showCard(call, ready): `ready` is called when the card's leaves can be filled.
export async function showCard(call, ready) {
  if (call === shown) return;
  shown = call;
  if (!call) {
    clear();
    return;
  }
  openNote(call);
  try {
    const response = await get(place().dataset.card.replace("CALL", call));
    const html = await response.text();
    if (shown !== call) return;
    byId("card").innerHTML = html;
    fillNote(call, byId("card-note").content.textContent);
    byId("history-list").replaceChildren(byId("card-history").content);
    show(byId("history-empty"), false);
    ready();
  } catch {
    if (shown === call) {
      shown = "";
      setTimeout(() => showCard(call, ready), RETRY);
    }
  }
}

function clear() {
  setText(byId("card"), "");
  byId("history-list").replaceChildren();
  show(byId("history-empty"), true);
}
