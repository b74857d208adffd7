// The start of a shift: one gesture unlocks sound, microphone and notices; after a reload it goes on by itself.
import { byId, setText } from "../common/dom.js";
import { SHIFT } from "../common/kept.js";
import { word } from "../common/words.js";
import { openMicrophone, Ring, unlock, watchLevel } from "./sound.js";

export function startShift(onStarted) {
  const begin = async () => {
    byId("start-shift").setAttribute("aria-busy", "true");
    setText(byId("gate-error"), "");
    try {
      const stream = await openMicrophone();
      unlock();
      watchLevel(stream, byId("level"));
      sessionStorage.setItem(SHIFT, "1");
      onStarted(stream);
      if ("Notification" in globalThis && Notification.permission === "default") await Notification.requestPermission();
    } catch (error) {
      setText(byId("gate-error"), error.word ? word(error.word) : error.message);
    } finally {
      byId("start-shift").removeAttribute("aria-busy");
    }
  };
  byId("start-shift").addEventListener("click", begin);
  byId("test-ring").addEventListener("click", testRing);
  return begin;
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

function testRing() {
  const ring = new Ring();
  ring.start();
  setTimeout(() => ring.stop(), 4000);
}
