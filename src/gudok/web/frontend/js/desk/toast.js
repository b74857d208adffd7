// One line at the bottom that goes by itself, with one thing to do about it.
import { byId, setText, show } from "../common/dom.js";

const LIFE = 8000;
let timer;
let act = null;

export function startToast() {
  byId("toast-act").addEventListener("click", () => {
    const work = act;
    hide();
    work?.();
  });
  byId("toast-close").addEventListener("click", hide);
}

// toast("Result: order", { name: "Change", act, life: 5000 }); gives back what takes away this one, and no other.
export function toast(text, { name = "", act: work = null, life = LIFE } = {}) {
  clearTimeout(timer);
  act = work;
  setText(byId("toast-text"), text);
  setText(byId("toast-act"), name);
  show(byId("toast-act"), Boolean(work));
  show(byId("toast"), true);
  const mine = setTimeout(hide, life);
  timer = mine;
  return () => timer === mine && hide();
}

function hide() {
  clearTimeout(timer);
  show(byId("toast"), false);
}
