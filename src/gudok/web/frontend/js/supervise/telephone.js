// The supervisor's telephone: made at the first need, in this page unless another tab of this browser has it.
import { byId } from "../common/dom.js";
import { post } from "../common/net.js";
import { Microphone } from "../desk/microphone.js";
import { Phone } from "../desk/phone.js";
import { directSound, unlock } from "../desk/sound.js";
import { Tabs } from "../desk/tabs.js";

const PAGE = crypto.getRandomValues(new Uint32Array(2)).join("-");
const WAIT = 10_000;
const STEP = 100;
const RETRY = 1000;

export class Telephone extends EventTarget {
  phone = new Phone();
  microphone = new Microphone();
  id = "";
  browser = true;
  starting = false;
  trouble = "";

  constructor() {
    super();
    this.tabs = new Tabs(() => !this.phone.talking && !this.phone.ringing);
    this.phone.addEventListener("change", () => this.#say());
  }

  // Whose telephone this is; asked once, so that the engine knows it before it is needed.
  async introduce() {
    const { id, browser } = await (await post(byId("main").dataset.telephone)).json();
    Object.assign(this, { id, browser });
    await this.tabs.claim();
    this.#say();
  }

  get elsewhere() {
    return this.tabs.owner === "other";
  }

  // Have it registered; needs a person's gesture for the microphone. `reachable` tells what the engine sees.
  async ready(reachable) {
    if (!this.browser || this.elsewhere) return reachable();
    if (!this.phone.agent && !(await this.#start())) return false;
    const until = performance.now() + WAIT;
    let asked = performance.now();
    while (!(this.phone.registered && reachable())) {
      if (performance.now() > until) return false;
      if (!this.phone.registered && performance.now() - asked > RETRY) {
        asked = performance.now();
        this.phone.retry();
      }
      await new Promise((done) => setTimeout(done, STEP));
    }
    return true;
  }

  async #start() {
    this.#set({ starting: true, trouble: "" });
    try {
      unlock();
      await this.microphone.open();
      await directSound(byId("voice"));
      await this.phone.start(byId("main").dataset.phone, PAGE, this.microphone.stream);
      return true;
    } catch (error) {
      this.#set({ trouble: error.word ?? "no_answer" });
      return false;
    } finally {
      this.#set({ starting: false });
    }
  }

  #set(values) {
    Object.assign(this, values);
    this.#say();
  }

  #say() {
    this.dispatchEvent(new CustomEvent("change"));
  }
}
