// The start of a shift: one gesture unlocks sound, microphone and notices; after a reload it goes on by itself.
import { byId, setText, show } from "../common/dom.js";
import { SHIFT } from "../common/kept.js";
import { word } from "../common/words.js";
import { directSound, unlock } from "./sound.js";

export function startShift(microphone, onStarted) {
  const begin = async () => {
    byId("start-shift").setAttribute("aria-busy", "true");
    complain("");
    try {
      await microphone.open();
      unlock();
      await directSound(byId("voice"));
      sessionStorage.setItem(SHIFT, "1");
      onStarted();
      if ("Notification" in globalThis && Notification.permission === "default") await Notification.requestPermission();
    } catch (error) {
      complain(error.word ?? error.message);
    } finally {
      byId("start-shift").removeAttribute("aria-busy");
    }
  };
  byId("start-shift").addEventListener("click", begin);
  byId("gate-again").addEventListener("click", begin);
  return begin;
}

// What is wrong with the microphone, and for a forbidden one the picture of the lock to look for.
function complain(what) {
  setText(byId("gate-error"), what ? word(what) : "");
  show(byId("gate-lock"), what === "mic_denied");
  show(byId("gate-again"), Boolean(what));
  show(byId("start-shift"), !what);
}

// A reload in mid-shift needs no gesture where the microphone was granted for good.
export async function mayGoOn() {
  if (!sessionStorage.getItem(SHIFT)) return false;
  try {
    return (await navigator.permissions.query({ name: "microphone" })).state === "granted";
  } catch {
    return false;
  }
}
