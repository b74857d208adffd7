// What was typed into an order and is not on the server yet: in the browser at once, sent half a second after the last key.
import { KEPT_ORDER, keptOrders } from "../common/kept.js";
import { get, post } from "../common/net.js";

const PAUSE = 500;
const SLOW = 1000;
const RETRY = 3000;
const LIMIT = 10000;
const SEAT = "gudok-order-seat";

// The page, also after it was loaded anew: one's own earlier change is never somebody else's.
function seat() {
  if (!sessionStorage.getItem(SEAT)) sessionStorage.setItem(SEAT, crypto.getRandomValues(new Uint32Array(2)).join("-"));
  return sessionStorage.getItem(SEAT);
}

// `told` hears: picture(order), saved(text, failed), conflict(field, {theirs, who, mine}), wrong(field, text).
export class Keeper {
  constructor(base, told) {
    Object.assign(this, { base, told, id: 0, version: 0, flight: null, timer: 0 });
    this.kept = { seat: seat(), changes: {}, asked: {} };
  }

  open(order) {
    if (this.id !== order.id) sendLeft(this.base, order.id);
    this.adopt(order.id);
    this.take(order);
    for (const [field, asked] of Object.entries(this.kept.asked)) this.told.conflict(field, asked);
    if (this.#left()) this.#later(0);
  }

  adopt(id) {
    this.id = id;
    this.kept = JSON.parse(localStorage.getItem(KEPT_ORDER + id)) ?? { seat: seat(), changes: {}, asked: {} };
  }

  take(order) {
    if (order.id !== this.id) return;
    this.version = order.version;
    this.told.picture(order);
  }

  // Whether the field shows what this person typed, and not what the server has.
  holds(field) {
    return field in this.kept.changes || field in this.kept.asked;
  }

  held(field) {
    return this.kept.changes[field]?.[0];
  }

  change(field, value, wait = PAUSE) {
    const base = this.kept.changes[field]?.[1] ?? this.version;
    delete this.kept.asked[field];
    this.kept.changes[field] = [value, base];
    this.#write();
    this.#later(wait);
  }

  // Somebody else's value is taken: this person's is given up.
  giveUp(field) {
    delete this.kept.asked[field];
    this.#write();
  }

  async look() {
    if (!this.id || this.flight || this.#left()) return;
    const { id } = this;
    const { order } = await (await get(`${this.base}${id}/look/`)).json();
    if (!this.flight) this.take(order);
  }

  // True when nothing is left to be saved. One request at a time: what was typed meanwhile goes with the next.
  async send() {
    clearTimeout(this.timer);
    if (this.flight && !(await this.flight)) return false;
    if (!this.id || !this.#left()) return true;
    this.flight ??= this.#post().finally(() => (this.flight = null));
    return (await this.flight) && this.send();
  }

  #left() {
    return Object.keys(this.kept.changes).length > 0;
  }

  async #post() {
    const { id, kept } = this;
    const sent = Object.entries(kept.changes);
    const slow = setTimeout(() => this.told.saved("saving", false), SLOW);
    try {
      const changes = JSON.stringify(sent.map(([field, [value, base]]) => [field, value, base]));
      const answer = await (await post(`${this.base}${id}/save/`, { changes, seat: kept.seat }, LIMIT)).json();
      this.#done(id, kept, sent, answer);
    } catch {
      this.told.saved("not_saved", true);
      // What is of an order that is not open may never be taken (it is done, or gone): once a visit is enough.
      if (this.told !== SILENT) this.#later(RETRY);
      return false;
    } finally {
      clearTimeout(slow);
    }
    return true;
  }

  #done(id, kept, sent, { order, saved, conflicts, wrong }) {
    for (const [field, [value]] of sent) {
      // Typed on while it was on its way: that is sent next.
      if (kept.changes[field]?.[0] !== value) continue;
      delete kept.changes[field];
      if (conflicts[field]) kept.asked[field] = { ...conflicts[field], mine: value };
    }
    this.#write(id, kept);
    if (id !== this.id) return;
    for (const field of Object.keys(conflicts)) if (kept.asked[field]) this.told.conflict(field, kept.asked[field]);
    for (const [field, text] of Object.entries(wrong)) this.told.wrong(field, text);
    this.version = order.version;
    this.told.picture(order);
    if (!this.#left()) this.told.saved("saved", false, { time: saved });
  }

  #later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  #write(id = this.id, kept = this.kept) {
    const empty = !Object.keys(kept.changes).length && !Object.keys(kept.asked).length;
    if (empty) localStorage.removeItem(KEPT_ORDER + id);
    else localStorage.setItem(KEPT_ORDER + id, JSON.stringify(kept));
  }
}

const SILENT = { picture() {}, saved() {}, conflict() {}, wrong() {} };

// What could not be saved in an earlier visit, or of the order before, is saved now; not that of the one that is opened.
export function sendLeft(base, opened) {
  for (const id of keptOrders()) {
    if (id === String(opened)) continue;
    const keeper = new Keeper(base, SILENT);
    keeper.adopt(id);
    keeper.send();
  }
}
