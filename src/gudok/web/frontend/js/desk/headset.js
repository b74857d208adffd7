// The headset's own buttons: take a call, end it, mute; its lamps follow the desk. Only where the browser has WebHID.
import { byId, setText, show } from "../common/dom.js";
import { word } from "../common/words.js";
import { describe, FILTERS, pressed, reports } from "./hid.js";

export class Headset {
  #devices = new Map();
  #hooks = new Map();
  #lit = "";

  // `act` has answer(), hangUp(), toggleMute(); `look()` tells {ringing, talking, held, muted} of now.
  constructor(act, look) {
    this.act = act;
    this.look = look;
  }

  async start() {
    const button = byId("headset-buttons");
    show(button, Boolean(navigator.hid));
    if (!navigator.hid) {
      setText(byId("headset-now"), word("headset_no_hid"));
      return;
    }
    button.addEventListener("click", async () => {
      for (const device of await navigator.hid.requestDevice({ filters: FILTERS }).catch(() => [])) await this.#take(device);
    });
    navigator.hid.addEventListener("connect", ({ device }) => this.#take(device));
    navigator.hid.addEventListener("disconnect", ({ device }) => this.#lose(device));
    for (const device of await navigator.hid.getDevices()) await this.#take(device);
    this.#tell();
  }

  // Light the lamps as the desk's state is now.
  update() {
    const { ringing, talking, held, muted } = this.look();
    const on = { ring: ringing, offHook: talking || held, hold: held, mute: muted };
    const lit = JSON.stringify(on);
    if (lit === this.#lit) return;
    this.#lit = lit;
    for (const device of this.#devices.keys()) this.#light(device, on);
  }

  async #take(device) {
    const found = describe(device.collections);
    if (!found.inputs.hook && !found.inputs.mute) return;
    try {
      if (!device.opened) await device.open();
    } catch {
      // Another program holds it; its sound works all the same.
      return;
    }
    if (!this.#devices.has(device)) device.addEventListener("inputreport", (event) => this.#hear(device, event));
    this.#devices.set(device, found);
    this.#lit = "";
    this.update();
    this.#tell();
  }

  #lose(device) {
    this.#devices.delete(device);
    this.#hooks.delete(device);
    this.#tell();
  }

  #tell() {
    const names = [...this.#devices.keys()].map(({ productName }) => productName).join(", ");
    setText(byId("headset-now"), names ? word("headset_now", { names }) : word("headset_none"));
  }

  #hear(device, { reportId, data }) {
    const { inputs } = this.#devices.get(device) ?? { inputs: {} };
    const { hook, mute } = pressed(inputs, reportId, data);
    const before = this.#hooks.get(device) ?? {};
    this.#hooks.set(device, { hook: hook ?? before.hook, mute: mute ?? before.mute });
    if (mute !== undefined && mute !== Boolean(before.mute)) this.#muted(mute, inputs.mute.toggles);
    if (hook !== undefined && hook !== Boolean(before.hook)) this.#hooked(hook, inputs.hook.toggles);
  }

  // A button that toggles counts when it goes down; one with a state counts when it differs from ours.
  #muted(down, toggles) {
    if (toggles ? down : down !== this.look().muted) this.act.toggleMute();
  }

  #hooked(off, toggles) {
    const { ringing, talking, held } = this.look();
    if (ringing && off) this.act.answer();
    else if ((talking || held) && (toggles ? off : !off)) this.act.hangUp();
  }

  async #light(device, on) {
    for (const [report, bytes] of reports(this.#devices.get(device), on)) await device.sendReport(report, bytes).catch(() => {});
  }
}
