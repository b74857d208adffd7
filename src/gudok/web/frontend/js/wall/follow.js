// A wall that stays open for weeks: it takes over changes of its layout, turns to the next wall, keeps the screen awake.
import { byId, show } from "../common/dom.js";
import { drawCharts, place, drawAlerts } from "./board.js";

const LOOK_EVERY = 15_000;
const STILL = 3000;

// follow(drawn): `drawn` is called when other tiles stand on the board. Returns look(), to look for changes at once.
export function follow(drawn) {
  const { part } = byId("main").dataset;
  const source = byId("gk-turns");
  const turns = source ? JSON.parse(source.textContent) : { addresses: [part], every: 0 };
  let at = 0;
  const look = () => change(turns.addresses[at], drawn);
  setInterval(look, LOOK_EVERY);
  if (turns.every) {
    setInterval(() => {
      at = (at + 1) % turns.addresses.length;
      look();
    }, turns.every * 1000);
  }
  return look;
}

async function change(address, drawn) {
  let response;
  try {
    response = await fetch(address, { headers: { Accept: "application/json" } });
  } catch {
    return;
  }
  byId("main").dataset.out = [401, 403, 404].includes(response.status) ? String(response.status) : "";
  if (!response.ok) return;
  const frame = document.createElement("template");
  frame.innerHTML = await response.text();
  const board = frame.content.firstElementChild;
  const { wall, mark } = byId("board").dataset;
  if (!board || (board.dataset.wall === wall && board.dataset.mark === mark)) return;
  byId("board").replaceWith(board);
  place();
  drawAlerts();
  drawn();
  drawCharts();
}

// A television: no sleep, no pointer, and the whole screen at a touch.
export function startTelevision() {
  keepAwake();
  document.addEventListener("visibilitychange", keepAwake);
  const button = byId("full");
  const wants = () => show(button, document.fullscreenEnabled && !document.fullscreenElement);
  button.addEventListener("click", () => document.documentElement.requestFullscreen());
  document.addEventListener("fullscreenchange", wants);
  wants();
  let timer;
  document.addEventListener("pointermove", () => {
    document.body.classList.remove("gk-still");
    clearTimeout(timer);
    timer = setTimeout(() => document.body.classList.add("gk-still"), STILL);
  });
}

async function keepAwake() {
  if (document.hidden || !navigator.wakeLock) return;
  try {
    await navigator.wakeLock.request("screen");
    document.body.dataset.awake = "1";
  } catch { /* a screen on low battery may refuse */ }
}
