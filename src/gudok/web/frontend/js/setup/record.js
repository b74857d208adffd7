// A sound for the set-up: chosen or recorded. What the browser can play is sent as WAV, whatever kind it was.
import { element } from "../common/dom.js";
import { asWav } from "./wav.js";

const LONGEST = 600_000;

export function takeSounds(field) {
  const words = field.closest("[data-word-record]").dataset;
  const recorded = field.form.querySelector("[data-recorded]");
  const player = element("audio", { controls: true, hidden: true });
  const button = element("button", { type: "button", className: "btn", textContent: words.wordRecord });
  const told = element("div", { className: "gk-red", role: "alert" });
  const row = element("div", { className: "gk-record" }, button, player, told);
  field.after(row);

  async function put(blob, isRecorded) {
    const wav = await asWav(blob);
    if (wav) {
      const files = new DataTransfer();
      files.items.add(new File([wav], "sound.wav", { type: "audio/wav" }));
      field.files = files.files;
    }
    recorded.value = isRecorded ? "1" : "";
    player.src = URL.createObjectURL(wav ?? blob);
    player.hidden = false;
  }

  field.addEventListener("change", () => field.files.length && put(field.files[0], false));
  let recorder = null;
  button.addEventListener("click", async () => {
    told.textContent = "";
    if (recorder) {
      recorder.stop();
      return;
    }
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      told.textContent = words.wordDenied;
      return;
    }
    const parts = [];
    recorder = new MediaRecorder(stream);
    const limit = setTimeout(() => recorder?.stop(), LONGEST);
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => {
      clearTimeout(limit);
      for (const track of stream.getTracks()) track.stop();
      put(new Blob(parts, { type: recorder.mimeType }), true);
      recorder = null;
      button.textContent = words.wordRecord;
    });
    recorder.start();
    button.textContent = words.wordStop;
  });
}
