// What brings a talk back when the network went away or changed in the middle of it.
//
// Voice and signalling fail apart. A lost WebSocket is opened anew by the telephone; the talk's dialogue is then told
// our new address, and where the voice has gone silent too its way is sought anew (ICE restart). A voice that stays
// silent for long is a dropped talk: the engine is asked to ring us back, as after a reload.
const DEAF = 2;
const DOUBT = 4;
const DROPPED = 10;
const PROBE = 3000;
const AGAIN = 4000;
const LOST = 3000;

export class Healer {
  #sought = 0;
  #probing = false;
  #missing = 0;
  #asked = 0;

  // `talks()`: whether the engine believes that this telephone talks; `askBack()` asks it to ring us back.
  constructor({ phone, line, talks, askBack }) {
    Object.assign(this, { phone, line, talks, askBack });
    phone.addEventListener("again", () => this.phone.refresh(line.silent >= DEAF));
    addEventListener("online", () => phone.talking && this.#probe());
    setInterval(() => this.#tick(), 1000);
  }

  #tick() {
    const now = Date.now();
    if (this.phone.talking) this.#listen(now);
    const missing = this.talks() && !this.phone.session && this.phone.registered;
    if (!missing) this.#missing = now;
    else if (now - this.#missing > LOST && now - this.#asked > AGAIN) this.#back(now);
  }

  #listen(now) {
    const { silent } = this.line;
    if (silent >= DROPPED) {
      // To hang up here would end the call: the engine takes this leg down and rings another.
      if (this.phone.registered && now - this.#asked > AGAIN) this.#back(now);
      return;
    }
    if (silent < DOUBT || now - this.#sought < AGAIN) return;
    this.#sought = now;
    this.#probe();
  }

  // Does the server hear us? If so the way of the voice is sought anew; if not the WebSocket only looks alive.
  async #probe() {
    if (this.#probing || !this.phone.registered) return;
    this.#probing = true;
    const heard = await this.phone.probe(PROBE);
    this.#probing = false;
    if (!heard) this.phone.reconnect();
    else if (this.line.silent >= DEAF) this.phone.refresh(true);
  }

  #back(now) {
    this.#asked = now;
    this.askBack();
  }
}
