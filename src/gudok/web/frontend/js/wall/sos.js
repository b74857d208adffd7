// Calls for help over the wall: with names for who may know them, as a number on the television; rung when the sound is unlocked.
import { byId, setTexts, show } from "../common/dom.js";
import { word } from "../common/words.js";
import { beep, unlock } from "../desk/sound.js";

const heard = new Set();

export function startSos() {
  document.addEventListener("pointerdown", unlock, { once: true });
}

export function fillSos(agents) {
  const banner = byId("sos");
  const rows = Object.values(agents).filter((row) => row.help).sort((a, b) => a.help - b.help);
  show(banner, rows.length > 0);
  const who = banner.dataset.nameless ? String(rows.length) : rows.map((row) => row.name).join(", ");
  setTexts(banner, "sos", rows.length ? word("sos", { who }) : "");
  const fresh = rows.filter((row) => !heard.has(`${row.id} ${row.help}`));
  for (const row of fresh) heard.add(`${row.id} ${row.help}`);
  if (fresh.length) beep(3);
}
