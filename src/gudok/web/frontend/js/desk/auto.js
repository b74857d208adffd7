// Answering by itself where the queue asks for it: three beeps, a moment, and the call is there. Never while the
// operator types, nor when a lamp is bad.
import { beep } from "./sound.js";

const BEEPS = 3;
const MOMENT = 1500;
const BEEPING = 1000;
const TYPING = 2000;
let typed = -Infinity;
let timer;

export function watchTyping() {
  document.addEventListener("input", () => {
    typed = performance.now();
  });
}

// Begin to answer by itself; false when now is no time for it. At the end it is looked at once more: who has begun to
// type, or whose lamp has gone bad, is left with an ordinary ring (`refuse`).
export function answerSoon(answer, refuse, may) {
  const began = performance.now();
  stopAnswering();
  if (began - typed <= TYPING || !may()) return false;
  beep(BEEPS);
  timer = setTimeout(() => (typed < began && may() ? answer() : refuse()), BEEPING + MOMENT);
  return true;
}

export function stopAnswering() {
  clearTimeout(timer);
}
