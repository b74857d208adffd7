// One computer at a time has the telephone: the server lends it for half a minute, and this page asks again while it is
// open. The others show where it is, take it over when asked to, and by themselves when it has become nobody's.
import { byId, setTexts } from "../common/dom.js";
import { now, timeOfDay } from "../common/clock.js";
import { post } from "../common/net.js";
import { word } from "../common/words.js";
import { pauseName } from "./panel.js";
import { WITH_CALL } from "./view.js";

const RENEW = 12_000;

export class Lease extends EventTarget {
  // Where the telephone is when it is on another computer: { device, since }, or null.
  held = null;
  #seizes = false;
  #asked = Date.now();

  constructor(urls, page) {
    super();
    this.urls = urls;
    this.page = page;
    if (urls.held) this.held = { device: urls.held, since: Number(urls.heldSince) };
    addEventListener("pagehide", () => this.mine && post(urls.leave, { page }, undefined, { keepalive: true }).catch(() => {}));
  }

  // Whether this page has the telephone.
  mine = false;

  // What is sent with the wish for the telephone.
  wish() {
    const take = this.#seizes ? { take: "1" } : {};
    this.#seizes = false;
    return take;
  }

  // From the next wish on, take it from whoever has it.
  seize() {
    this.#seizes = true;
    this.#set(null);
  }

  // The server's answer: held by another, or ours.
  told(held) {
    this.mine = !held;
    this.#set(held ?? null);
  }

  // Called with every sign of life of the server, as browsers let the timers of a hidden tab sleep.
  async beat() {
    if (Date.now() - this.#asked < RENEW || !(this.mine || this.held)) return;
    this.#asked = Date.now();
    const { held } = await post(this.urls.keep).then((answer) => answer.json(), () => ({ held: this.held }));
    if (held) this.told(held);
    else if (this.held) this.#set(null);
  }

  #set(held) {
    this.held = held;
    this.dispatchEvent(new CustomEvent("change"));
  }
}

// The notice that stands where the telephone would be, with what is going on there.
export function fillElsewhere(desk, { held, me, zone }, view) {
  if (view !== "elsewhere") return;
  const since = held ? timeOfDay(held.since, zone) : "";
  setTexts(desk, "elsewhereTitle", word(held ? "elsewhere_computer" : "elsewhere_tab"));
  setTexts(desk, "elsewhereText", held ? word("elsewhere_computer_text", { device: held.device, time: since }) : word("elsewhere_tab_text"));
  const { agent, call } = me;
  const state = agent.mode === "talking" && call?.held ? "held" : agent.mode;
  const who = WITH_CALL.has(state) && call ? ` · ${call.name || call.number || word("hidden_number")}` : "";
  const name = state === "paused" ? pauseName(agent.reason) : word(state);
  setTexts(desk, "elsewhereNow", word("elsewhere_now", { state: name + who }));
  byId("elsewhere-time").dataset.since = agent.since > 0 && agent.since <= now() ? agent.since : "";
}
