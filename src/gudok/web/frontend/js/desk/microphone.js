// The operator's microphone: open all shift, so that answering asks nothing; pulled plugs are survived.
import { present } from "./devices.js";

const TROUBLES = { NotAllowedError: "mic_denied", NotFoundError: "mic_absent" };

// Says "change" with {gone, back} when another device speaks now: `gone` names the lost one, `back` the regained one.
export class Microphone extends EventTarget {
  stream = null;
  // The word of what is wrong, or "".
  trouble = "";

  get track() {
    return this.stream?.getAudioTracks()[0];
  }

  get live() {
    return this.track?.readyState === "live";
  }

  get label() {
    return this.live ? this.track.label : "";
  }

  // Open the chosen device, or the system's; the error has a `word` that names one of four different troubles.
  open() {
    this.opening ??= this.#open().finally(() => {
      this.opening = null;
    });
    return this.opening;
  }

  async #open() {
    try {
      if (!navigator.mediaDevices) throw Object.assign(new Error("insecure page"), { word: "mic_insecure" });
      const id = await present("microphone");
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...(id && { deviceId: { exact: id } }) },
      });
      this.#close();
      this.stream = stream;
      this.trouble = "";
      this.track.addEventListener("ended", () => this.#lost());
    } catch (error) {
      this.trouble = error.word ?? TROUBLES[error.name] ?? "mic_busy";
      throw Object.assign(error, { word: this.trouble });
    }
    this.#watch();
    this.#say({});
    return this.stream;
  }

  // Try once more; true when a microphone speaks now.
  async again() {
    try {
      await this.open();
      return true;
    } catch {
      this.#say({});
      return false;
    }
  }

  #close() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
  }

  async #lost() {
    const gone = this.track.label;
    this.#say({ gone });
    await this.open().then(() => this.#say({ gone }), () => this.#say({}));
  }

  // A device came or went: the chosen one is taken again as soon as it is there.
  #watch() {
    if (this.watching) return;
    this.watching = true;
    navigator.mediaDevices.addEventListener("devicechange", async () => {
      const wanted = await present("microphone");
      const speaks = this.live ? this.track.getSettings().deviceId : "";
      if (this.live && (!wanted || wanted === speaks)) return;
      await this.open().then(() => this.#say({ back: this.label }), () => this.#say({}));
    });
  }

  #say(detail) {
    this.dispatchEvent(new CustomEvent("change", { detail }));
  }
}
