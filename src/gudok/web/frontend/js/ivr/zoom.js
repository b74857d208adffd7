// How large the picture is: fitted to the width of its place, or as somebody has set it; by buttons or keys.
import { byId } from "../common/dom.js";
import { word } from "../common/words.js";

const LEAST = 0.5; // Below that no word can be read.
const EASY = 0.7; // As small as it begins: words are read without effort, and the rest is scrolled to.
const MOST = 1.5;
const STEP = 0.1;
let wide = 0;
let floor = EASY;
let fits = true;
let size = 1;
let say = () => {};

export function startZoom(tell) {
  say = tell;
  byId("zoom-out").addEventListener("click", () => set(size - STEP));
  byId("zoom-in").addEventListener("click", () => set(size + STEP));
  byId("zoom-fit").addEventListener("click", fit);
  byId("picture").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const act = { "-": () => set(size - STEP), "+": () => set(size + STEP), "=": () => set(size + STEP), 0: fit }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  new ResizeObserver(() => fits && show()).observe(byId("picture"));
}

// The picture was drawn anew, so many pixels wide at its own size.
export function zoom(width) {
  wide = width;
  show();
}

// The size at which a picture is as wide as its place: never larger than drawn, nor smaller than may be.
export const fitting = (place, width, least = LEAST) => Math.max(least, Math.min(1, width ? Math.floor((place / width) * 100) / 100 : 1));

export const within = (wanted) => Math.round(Math.max(LEAST, Math.min(MOST, wanted)) * 100) / 100;

function set(wanted) {
  fits = false;
  size = within(wanted);
  show();
  say(word("zoomed", { n: Math.round(size * 100) }));
}

function fit() {
  fits = true;
  floor = LEAST;
  show();
  say(word("zoomed", { n: Math.round(size * 100) }));
}

function show() {
  const root = byId("picture");
  const canvas = root.querySelector(".gk-flow-canvas");
  if (fits) size = fitting(root.clientWidth, wide, floor);
  if (canvas) canvas.style.zoom = size;
  byId("zoom-fit").setAttribute("aria-pressed", String(fits));
  byId("zoom-out").disabled = size <= LEAST;
  byId("zoom-in").disabled = size >= MOST;
}
