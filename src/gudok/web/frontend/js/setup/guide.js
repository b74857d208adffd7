// The guide: what only the browser can tell of itself, and a try of its microphone and loudspeaker.
import { element, show } from "../common/dom.js";

const MINUTE = 60_000;
const DENIED = { NotAllowedError: "wordDenied", NotFoundError: "wordAbsent", NotReadableError: "wordBusy" };

export function checkBrowser(list) {
  const words = list.dataset;
  const lines = [
    [Boolean(navigator.mediaDevices), words.wordMic, words.wordNomic],
    [Math.abs(Date.now() - Number(words.now) * 1000) < MINUTE, words.wordClock, words.wordNoclock],
  ];
  list.replaceChildren(
    ...lines.map(([good, yes, no]) => element("li", { className: good ? "gk-check-ok" : "gk-check-bad" }, element("span", { ariaHidden: "true", textContent: good ? "✓" : "■" }), ` ${good ? yes : no}`)),
  );
}

export function trySound(box) {
  const told = box.querySelector("[data-told]");
  const act = (name) => box.querySelector(`[data-act=${name}]`);
  act("microphone").addEventListener("click", async () => {
    told.textContent = "";
    try {
      listen(await navigator.mediaDevices.getUserMedia({ audio: true }), box);
    } catch (error) {
      told.textContent = box.dataset[DENIED[error.name] ?? "wordDenied"];
    }
  });
  act("ring").addEventListener("click", ring);
}

function listen(stream, box) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  const samples = new Float32Array(analyser.fftSize);
  context.createMediaStreamSource(stream).connect(analyser);
  const meter = box.querySelector("meter");
  const look = () => {
    analyser.getFloatTimeDomainData(samples);
    const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    meter.value = Math.min(100, Math.round(level * 400));
    if (meter.value > 10) show(box.querySelector("[data-heard]"), true);
    requestAnimationFrame(look);
  };
  look();
}

function ring() {
  const context = new AudioContext();
  const tone = new OscillatorNode(context, { frequency: 425 });
  const volume = new GainNode(context, { gain: 0.2 });
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 1);
}
