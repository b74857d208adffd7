// A recording's player: two channels drawn from peaks made on the server, the voice itself by an <audio>.
// Without peaks (or without this script) the plain <audio> with its own controls stays.
import { drawWave } from "./wave.js";

const JUMP = 5;

export async function startPlayer(box) {
  const audio = box.querySelector("audio");
  const canvas = box.querySelector("canvas");
  const peaks = await fetchPeaks(box.dataset.peaks);
  if (!peaks) return;

  const marks = JSON.parse(box.dataset.marks);
  const seconds = peaks.ms / 1000;
  const bar = box.querySelector(".gk-player-bar");
  const show = () => {
    drawWave(canvas, peaks, marks, seconds ? audio.currentTime / seconds : 0);
    box.querySelector(".gk-player-time").textContent = `${clock(audio.currentTime)} / ${clock(seconds)}`;
    canvas.setAttribute("aria-valuenow", Math.round(audio.currentTime));
    canvas.setAttribute("aria-valuetext", clock(audio.currentTime));
  };

  audio.controls = false;
  canvas.hidden = bar.hidden = false;
  canvas.setAttribute("aria-valuemax", Math.round(seconds));
  listenToPerson(box, audio, canvas, seconds);
  new ResizeObserver(show).observe(canvas);
  new MutationObserver(show).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  for (const event of ["timeupdate", "seeked", "play", "pause", "ended"]) audio.addEventListener(event, show);
  audio.addEventListener("play", () => follow(audio, show));
  for (const event of ["play", "pause", "ended"]) {
    audio.addEventListener(event, () => box.toggleAttribute("data-playing", !audio.paused));
  }
  show();
}

async function fetchPeaks(url) {
  try {
    const answer = await fetch(url);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

// `timeupdate` comes four times a second; the line moves with every frame while it plays.
function follow(audio, show) {
  show();
  if (!audio.paused && !audio.ended) requestAnimationFrame(() => follow(audio, show));
}

function listenToPerson(box, audio, canvas, seconds) {
  const toggle = () => (audio.paused ? audio.play() : audio.pause());
  const jump = (by) => (audio.currentTime = Math.min(Math.max(audio.currentTime + by, 0), seconds));

  box.querySelector("[data-act=play]").addEventListener("click", toggle);
  box.querySelector("[data-act=speed]").addEventListener("change", (event) => {
    audio.playbackRate = Number(event.target.value);
  });
  canvas.addEventListener("click", (event) => {
    audio.currentTime = (event.offsetX / canvas.clientWidth) * seconds;
  });
  const keys = { Space: toggle, ArrowLeft: () => jump(-JUMP), ArrowRight: () => jump(JUMP) };
  box.addEventListener("keydown", (event) => {
    const does = keys[event.code];
    // A button's Space and a list's arrows are theirs.
    if (!does || event.target.closest("select, button") || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    does();
  });
}

function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
