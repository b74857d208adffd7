// Watches the line of a talk: what it is like now, how long nothing has come, and a sample every few seconds for the
// call's story. Samples go to the server in small batches and when the page is left, so a closed browser loses little.
import { now } from "../common/clock.js";
import { byId, setText, show } from "../common/dom.js";
import { post } from "../common/net.js";
import { word } from "../common/words.js";
import { counters, grade, POOR, sample } from "./quality.js";

const STRETCH = 5;
const BATCH = 3;
const MOST = 720;

export class Line {
  // What the line was like in the last seconds, or null; for how many seconds nothing has come.
  quality = null;
  silent = 0;
  #seen = [];
  #waiting = [];
  #sending = false;

  constructor(phone, callNow) {
    this.phone = phone;
    this.callNow = callNow;
    setInterval(() => this.#look(), 1000);
    addEventListener("pagehide", () => this.#send(true));
  }

  get bad() {
    return this.silent >= 3 || (this.quality !== null && this.quality.mos < POOR);
  }

  async #look() {
    const { session } = this.phone;
    if (!this.phone.talking || !session.connection) {
      this.#over();
      return;
    }
    const found = counters(await session.connection.getStats());
    if (session !== this.phone.session) return;
    if (session !== this.session) {
      this.session = session;
      this.#seen = [];
      this.silent = 0;
    }
    if (!found) {
      this.silent += 1;
      return;
    }
    const last = this.#seen.at(-1);
    this.silent = last && last.heard + last.received === found.heard + found.received ? this.silent + 1 : 0;
    this.#seen.push(found);
    if (this.#seen.length > STRETCH + 1) this.#seen.shift();
    this.quality = this.#seen.length > 1 ? sample(this.#seen[0], found) : null;
    this.since = (this.since ?? 0) + 1;
    if (this.quality && this.since >= STRETCH) this.#keep();
    this.#show();
  }

  #keep() {
    this.since = 0;
    const call = this.callNow();
    if (!call) return;
    const { loss, jitter, rtt, mos } = this.quality;
    const values = [now(), loss * 1000, jitter, rtt, mos * 100].map(Math.round);
    this.#waiting.push({ call, values });
    if (this.#waiting.length > MOST) this.#waiting.shift();
    if (this.#waiting.length >= BATCH) this.#send();
  }

  #over() {
    if (!this.session) return;
    this.session = null;
    this.quality = null;
    this.silent = 0;
    this.#show();
    this.#send();
  }

  async #send(leaving = false) {
    if (!this.#waiting.length || (this.#sending && !leaving)) return;
    const { call } = this.#waiting[0];
    const batch = this.#waiting.filter((one) => one.call === call);
    this.#sending = true;
    try {
      const url = byId("desk").dataset.line.replace("CALL", call);
      await post(url, { samples: JSON.stringify(batch.map(({ values }) => values)) }, undefined, { keepalive: leaving });
      this.#waiting = this.#waiting.filter((one) => !batch.includes(one));
    } catch {
      // The next batch takes them along.
    } finally {
      this.#sending = false;
    }
  }

  #show() {
    const node = byId("line");
    show(node, Boolean(this.quality));
    if (!this.quality) return;
    const { loss, rtt, mos } = this.quality;
    node.dataset.grade = grade(mos);
    const numbers = { mos: mos.toFixed(1), loss: Math.round(loss * 100), rtt: Math.round(rtt) };
    setText(byId("line-word"), word(grade(mos)));
    setText(byId("line-numbers"), word("line_numbers", numbers));
  }
}
