// Microphone, level meter and ring. A person's gesture unlocks them once; the microphone stays open, so answering asks nothing.
const FADE = 2;
let audio;

// Without a gesture (after a reload) the browser may keep the sound locked until the first key or click: no reason to wait.
export function unlock() {
  audio ??= new AudioContext();
  const resume = () => audio.state === "suspended" && audio.resume();
  resume();
  for (const gesture of ["pointerdown", "keydown"]) document.addEventListener(gesture, resume, { once: true });
}

// The microphone's stream, or an error whose `word` names one of three different troubles.
export async function openMicrophone() {
  if (!navigator.mediaDevices) throw Object.assign(new Error("insecure page"), { word: "mic_insecure" });
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
  } catch (error) {
    const word = { NotAllowedError: "mic_denied", NotFoundError: "mic_absent" }[error.name] ?? "mic_busy";
    throw Object.assign(error, { word });
  }
}

// When the headset is pulled, another microphone takes over; when one is plugged in again, it does.
export function keepMicrophone(stream, onChange) {
  let kept = stream;
  const watch = () => kept.getAudioTracks().forEach((track) => track.addEventListener("ended", again));
  async function again() {
    onChange(kept);
    try {
      kept = await openMicrophone();
    } catch {
      return;
    }
    watch();
    onChange(kept);
  }
  navigator.mediaDevices.addEventListener("devicechange", () => {
    if (kept.getAudioTracks().every((track) => track.readyState === "ended")) again();
  });
  watch();
}

export function watchLevel(stream, meter) {
  const analyser = audio.createAnalyser();
  audio.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return setInterval(() => {
    if (meter.offsetParent === null) return;
    analyser.getFloatTimeDomainData(samples);
    meter.value = Math.min(1, Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length) * 6);
  }, 100);
}

// Two tones, one second on and two off, from silence to full in two seconds; stop() ends it at once.
export class Ring {
  start() {
    if (this.gain || !audio) return;
    this.gain = audio.createGain();
    this.gain.gain.setValueAtTime(0.02, audio.currentTime);
    this.gain.gain.linearRampToValueAtTime(0.25, audio.currentTime + FADE);
    this.gain.connect(audio.destination);
    this.#burst();
    this.timer = setInterval(() => this.#burst(), 3000);
  }

  stop() {
    clearInterval(this.timer);
    this.gain?.disconnect();
    this.gain = null;
  }

  #burst() {
    for (const [pitch, at] of [[660, 0], [880, 0.25], [660, 0.5], [880, 0.75]]) {
      const tone = audio.createOscillator();
      tone.frequency.value = pitch;
      tone.connect(this.gain);
      tone.start(audio.currentTime + at);
      tone.stop(audio.currentTime + at + 0.2);
    }
  }
}

export function beep() {
  if (!audio) return;
  const [tone, gain] = [audio.createOscillator(), audio.createGain()];
  gain.gain.value = 0.08;
  tone.frequency.value = 440;
  tone.connect(gain).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.15);
}
