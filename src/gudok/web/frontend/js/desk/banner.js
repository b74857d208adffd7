// What goes wrong in mid-talk: a bar that names it while the talk goes on. Said once, however long the time in it runs.
import { byId, setText, setTexts, show } from "../common/dom.js";
import { duration } from "../common/clock.js";
import { word } from "../common/words.js";
import { IN_CALL } from "./view.js";

let told = "";

// `silence`: for how many milliseconds the server has said nothing.
export function fillBanner(state, view, silence) {
  const trouble = IN_CALL.has(view) ? troubleInCall(state) : "";
  const text = trouble ? word(trouble, { time: duration(silence) }) : "";
  show(byId("banner"), Boolean(trouble));
  setTexts(byId("banner"), "banner", text);
  if (trouble !== told) setText(byId("say-now"), text);
  told = trouble;
}

function troubleInCall({ connected, signedOut, system, me, phone }) {
  if (!connected) return signedOut ? "signed_out" : "lost_in_call";
  if (!system.engine) return "cause_engine";
  if (system.telephony !== "up") return system.telephony === "dead" ? "cause_dead" : "cause_telephony";
  return me.agent.browser && phone.talking && !phone.registered ? "phone_lost_in_call" : "";
}
