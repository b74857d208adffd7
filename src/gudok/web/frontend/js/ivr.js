// The editor of voice menus.
import { byId } from "./common/dom.js";
import { get } from "./common/net.js";
import { startCounts } from "./ivr/counts.js";
import { drawFirst, startEditor } from "./ivr/editor.js";
import { follow, redraw, state } from "./ivr/state.js";
import { startSteps } from "./ivr/steps.js";
import { startWalking, walkAgain } from "./ivr/walk.js";

startEditor(JSON.parse(byId("gk-begins").textContent));
startSteps();
startWalking();
startCounts();
follow(walkAgain);
// Somebody comes back from recording a prompt, or from a new queue in another tab.
document.addEventListener("visibilitychange", async () => {
  if (document.visibilityState !== "visible") return;
  const offered = await get(byId("flow").dataset.choices).then((answer) => answer.json(), () => null);
  if (!offered || JSON.stringify(offered) === JSON.stringify(state.offered)) return;
  state.offered = offered;
  redraw("offered");
});
drawFirst();
