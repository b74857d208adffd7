// The editor of scripts: the same picture as of a voice menu, and the place in which a script is tried.
import { byId } from "./common/dom.js";
import { post } from "./common/net.js";
import { word } from "./common/words.js";
import { drawFirst, startEditor } from "./ivr/editor.js";
import { showNode } from "./ivr/draw.js";
import { follow, redraw, state } from "./ivr/state.js";
import { startTabs } from "./ivr/tabs.js";
import { Player } from "./script/player.js";
import { here } from "./script/way.js";

const REST = 300;
const FRESH = { told: [], at: 0, aside: {} };
let timer = 0;
let asked = 0;

const player = new Player(document.querySelector("[data-script]"), { went: tryIt });

startEditor(JSON.parse(byId("gk-begins").textContent));
startTabs();
byId("tab-walk").addEventListener("click", () => tryIt(player.way ?? FRESH));
byId("try-again").addEventListener("click", async () => {
  await tryIt(FRESH);
  player.focus();
});
// What is drawn meanwhile is tried on, as far as the answers fit it.
follow((why) => {
  if (byId("walk").hidden || (why !== "flow" && why !== "typed")) return;
  clearTimeout(timer);
  timer = setTimeout(() => tryIt(player.way ?? FRESH), REST);
});
drawFirst();

async function tryIt(way) {
  const mine = ++asked;
  try {
    const found = await (await post(byId("flow").dataset.try, { flow: JSON.stringify(state.flow), way: JSON.stringify(way) }, 5000)).json();
    if (mine !== asked) return;
    player.take({ name: document.querySelector("h1").textContent, ...found });
    player.note("");
    const open = here(found, found.way);
    state.path = [...found.way.told.slice(0, found.way.at).map(([node, answer]) => ({ node, exit: found.steps[node].answers ? `case:${answer}` : "next" })), ...(open ? [{ node: open, exit: "" }] : [])];
    redraw("path");
    showNode(open);
  } catch {
    player.note(word("try_no_answer"));
  }
}
