// How many callers went which way, drawn on the arrows and in the last nodes; asked anew each half a minute.
import { byId, setText } from "../common/dom.js";
import { get } from "../common/net.js";
import { word } from "../common/words.js";
import { redraw, state } from "./state.js";

const OFTEN = 30_000;

export function startCounts() {
  byId("span").addEventListener("change", count);
  setInterval(() => document.visibilityState === "visible" && byId("span").value && count(), OFTEN);
}

async function count() {
  const span = byId("span").value;
  if (!span) {
    state.counts = null;
    redraw("counts");
    return;
  }
  try {
    const { counts } = await (await get(`${byId("flow").dataset.counts}?span=${span}`)).json();
    if (span !== byId("span").value) return;
    state.counts = counts;
    redraw("counts");
  } catch {
    setText(byId("said"), word("counts_no_answer"));
  }
}
