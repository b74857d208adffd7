// The server's event stream: a full picture first, then changes; after a break it resumes where it stopped.
import { learn } from "./clock.js";

const WAITS = [1000, 2000, 4000, 8000];
const SILENCE = 5000;

export class Live extends EventTarget {
  constructor(url, kinds) {
    super();
    this.url = url;
    this.kinds = kinds;
    this.last = "";
    this.tries = 0;
    this.connected = false;
    this.heard = Date.now();
    this.retryAt = 0;
  }

  start() {
    this.#open();
    setInterval(() => this.#watch(), 500);
    // A laptop that slept holds a dead connection: ask again at once when it wakes.
    addEventListener("online", () => this.#reopen(0));
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && Date.now() - this.heard > SILENCE) this.#reopen(0);
    });
  }

  get silence() {
    return Date.now() - this.heard;
  }

  retry() {
    this.tries = 0;
    this.#reopen(0);
  }

  #open() {
    const joint = this.url.includes("?") ? "&" : "?";
    const url = this.last ? `${this.url}${joint}since=${encodeURIComponent(this.last)}` : this.url;
    this.source = new EventSource(url);
    this.source.onerror = () => {
      this.#reopen(WAITS[Math.min(this.tries++, WAITS.length - 1)]);
      this.#askWhether();
    };
    // The server ends a stream now and then to look at the person's rights anew.
    this.source.addEventListener("again", () => this.#reopen(0));
    for (const kind of [...this.kinds, "beat"]) this.source.addEventListener(kind, (event) => this.#take(kind, event));
  }

  // An event source tells no status: whether the session was ended is asked apart. A talk is not left without a question.
  async #askWhether() {
    const answer = await fetch(document.body.dataset.token, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.status !== 401) return;
    clearTimeout(this.timer);
    location.assign(`/sign-in/?next=${encodeURIComponent(location.pathname)}`);
  }

  #take(kind, event) {
    this.heard = Date.now();
    this.tries = 0;
    if (event.lastEventId) this.last = event.lastEventId;
    const data = JSON.parse(event.data);
    if (data.now) learn(data.now);
    this.#setConnected(true);
    this.dispatchEvent(new CustomEvent("change", { detail: { kind, data } }));
  }

  #reopen(wait) {
    this.source?.close();
    clearTimeout(this.timer);
    this.retryAt = Date.now() + wait;
    this.timer = setTimeout(() => this.#open(), wait);
    if (this.silence > SILENCE) this.#setConnected(false);
  }

  #watch() {
    if (this.silence <= SILENCE) return;
    this.#setConnected(false);
    if (this.source?.readyState === EventSource.OPEN) this.#reopen(0);
  }

  #setConnected(connected) {
    if (this.connected === connected) return;
    this.connected = connected;
    this.dispatchEvent(new CustomEvent("link", { detail: connected }));
  }
}
