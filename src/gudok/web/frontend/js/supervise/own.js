// A talk that a supervisor took over is hers as any operator's is: the card, the note, a second line, the transfer.
import { byId, setTexts, show, showAll } from "../common/dom.js";
import { watchAsks } from "../desk/asks.js";
import { showCard } from "../desk/card.js";
import { closeAll, isOpen } from "../desk/dialogs.js";
import { endLines, fillLines, mayHold, mayTransfer, startLines, swapLines } from "../desk/lines.js";
import { startNotes } from "../desk/notes.js";
import { openTransfer, startTransfer } from "../desk/transfer.js";

const OWN = new Set(["talking", "held"]);
const SHOWN = new Set([...OWN, "wrapup"]);

export const holdsOwn = (way) => OWN.has(way);
export const endOwn = endLines;

// Without the right to take a talk over the page has no parts for one.
const able = () => byId("own") !== null;

export function startOwn(phone) {
  if (!able()) return;
  watchAsks(document);
  startNotes();
  startTransfer();
  startLines(phone);
}

// `way` as powers.wayOf tells it, `row` her own row; `ready` is called when the card has come.
export function fillOwn(page, way, row, telephone, ready) {
  if (!able()) return;
  const shown = SHOWN.has(way);
  show(byId("own"), shown);
  showCard(shown ? row.call_id : "", ready);
  const call = OWN.has(way) ? { held: way === "held" ? row.since : 0, line: row.second ?? null, over: row.over ?? null } : null;
  fillLines(page, { me: { agent: { browser: telephone.browser }, call }, phone: telephone.phone }, way);
  show(byId("plain"), !call?.line);
  if (!shown) return;
  setTexts(page, "name", row.call?.name || row.call?.number || "");
  showAll(page, "vip", Boolean(row.call?.vip));
  setTexts(page, "queue", row.queue);
  showAll(page, "inQueue", Boolean(row.queue));
  showAll(page, "waited", false);
}

// Keys that only mean something in a talk of her own; `way` tells how she stands in one.
export function keysOfOwn(toggleHold, way) {
  const own = (work) => () => able() && OWN.has(way()) && work();
  return {
    F9: own(() => mayHold() && toggleHold()),
    "Shift+F9": own(swapLines),
    "Ctrl+KeyK": own(() => {
      if (mayTransfer()) isOpen("transfer-dialog") ? closeAll() : openTransfer();
    }),
  };
}
