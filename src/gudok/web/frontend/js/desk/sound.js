// What the page itself sounds with: ring and beeps, each on its device. A person's gesture unlocks them once.
import { chosen, direct } from "./devices.js";

const FADE = 2;
const LOUD = 0.25;
let audio;
let ringer;

// Without a gesture (after a reload) the browser may keep the sound locked until the first key or click: no reason to wait.
export function unlock() {
  audio ??= new AudioContext();
  ringer ??= new AudioContext();
  const resume = () => [audio, ringer].forEach((context) => context.state === "suspended" && context.resume());
  resume();
  for (const gesture of ["pointerdown", "keydown"]) document.addEventListener(gesture, resume, { once: true });
}

// Voices and beeps to the headset, the ring to its speaker; asked again whenever a device comes or goes.
export async function directSound(voice) {
  await Promise.all([direct(voice, "headset"), direct(audio, "headset"), direct(ringer, "ring")]);
}

// A function that tells how loud a stream is now, 0…1.
export function levelOf(stream) {
  const analyser = audio.createAnalyser();
  audio.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return () => {
    analyser.getFloatTimeDomainData(samples);
    return Math.min(1, Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length) * 6);
  };
}

// Two tones, one second on and two off, from silence to full in two seconds; stop() ends it at once.
export class Ring {
  start() {
    if (this.gain || !ringer) return;
    const { volume } = chosen();
    this.gain = ringer.createGain();
    this.gain.gain.setValueAtTime(0.02 * volume, ringer.currentTime);
    this.gain.gain.linearRampToValueAtTime(LOUD * volume, ringer.currentTime + FADE);
    this.gain.connect(ringer.destination);
    this.#burst();
    this.timer = setInterval(() => this.#burst(), 3000);
  }

  stop() {
    clearInterval(this.timer);
    this.gain?.disconnect();
    this.gain = null;
  }

  #burst() {
    for (const [pitch, at] of [[660, 0], [880, 0.25], [660, 0.5], [880, 0.75]]) tone(ringer, this.gain, pitch, at, 0.2);
  }
}

// So many short beeps in the headset, three a second.
export function beep(times = 1) {
  if (!audio) return;
  const gain = audio.createGain();
  gain.gain.value = 0.08;
  gain.connect(audio.destination);
  for (let n = 0; n < times; n += 1) tone(audio, gain, 440, n / 3, 0.15);
}

function tone(context, into, pitch, at, long) {
  const oscillator = context.createOscillator();
  oscillator.frequency.value = pitch;
  oscillator.connect(into);
  oscillator.start(context.currentTime + at);
  oscillator.stop(context.currentTime + at + long);
}
