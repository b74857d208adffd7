// What the desk says by itself as time passes: a customer who waits on hold or hears nobody, the next try to connect.
import { now } from "../common/clock.js";
import { setTexts } from "../common/dom.js";
import { word } from "../common/words.js";
import { beep } from "./sound.js";
import { IN_CALL } from "./view.js";

const EVERY = 30_000;
let since = 0;

export function remind(view, muted) {
  const waits = view === "held" || (muted && IN_CALL.has(view));
  if (!waits) since = now();
  else if (now() - since > EVERY) {
    since = now();
    beep();
  }
}

export function fillRetry(desk, live) {
  const seconds = Math.max(0, Math.ceil((live.retryAt - Date.now()) / 1000));
  const waiting = !live.connected && seconds > 0;
  setTexts(desk, "downRetry", waiting ? word("retry", { seconds, tries: live.tries }) : word("retrying"));
}
