// What was typed into a record (an order, a case) and is not on the server yet: in the browser at once, sent half a second after the last key.
import { keptAs, keptRecords } from "../common/kept.js";
import { get, post } from "../common/net.js";

const PAUSE = 500;
const SLOW = 1000;
const RETRY = 3000;
const LIMIT = 10000;
const SEAT = "gudok-seat";

// The page, also after it was loaded anew: one's own earlier change is never somebody else's.
function seat() {
  if (!sessionStorage.getItem(SEAT)) sessionStorage.setItem(SEAT, crypto.getRandomValues(new Uint32Array(2)).join("-"));
  return sessionStorage.getItem(SEAT);
}

// `name` is what the record is called in answers and in the browser's keeping. `told` hears: picture(record), saved(text, failed), conflict(field, {theirs, who, mine}), wrong(field, text).
export class Keeper {
  constructor(name, base, told) {
    Object.assign(this, { name, base, told, id: 0, version: 0, flight: null, timer: 0 });
    this.kept = { seat: seat(), changes: {}, asked: {} };
  }

  open(record) {
    if (this.id !== record.id) sendLeft(this.name, this.base, record.id);
    this.adopt(record.id);
    this.take(record);
    for (const [field, asked] of Object.entries(this.kept.asked)) this.told.conflict(field, asked);
    if (this.#left()) this.#later(0);
  }

  adopt(id) {
    this.id = id;
    this.kept = JSON.parse(localStorage.getItem(keptAs(this.name, id))) ?? { seat: seat(), changes: {}, asked: {} };
  }

  take(record) {
    if (record.id !== this.id) return;
    this.version = record.version;
    this.told.picture(record);
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
    const answer = await (await get(`${this.base}${id}/look/`)).json();
    if (!this.flight) this.take(answer[this.name]);
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
      // What is of a record that is not open may never be taken (it is done, or gone): once a visit is enough.
      if (this.told !== SILENT) this.#later(RETRY);
      return false;
    } finally {
      clearTimeout(slow);
    }
    return true;
  }

  #done(id, kept, sent, { [this.name]: record, saved, conflicts, wrong }) {
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
    this.version = record.version;
    this.told.picture(record);
    if (!this.#left()) this.told.saved("saved", false, { time: saved });
  }

  #later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  #write(id = this.id, kept = this.kept) {
    const empty = !Object.keys(kept.changes).length && !Object.keys(kept.asked).length;
    if (empty) localStorage.removeItem(keptAs(this.name, id));
    else localStorage.setItem(keptAs(this.name, id), JSON.stringify(kept));
  }
}

const SILENT = { picture() {}, saved() {}, conflict() {}, wrong() {} };

// What could not be saved in an earlier visit, or of the record before, is saved now; not that of the one that is opened.
export function sendLeft(name, base, opened) {
  for (const id of keptRecords(name)) {
    if (id === String(opened)) continue;
    const keeper = new Keeper(name, base, SILENT);
    keeper.adopt(id);
    keeper.send();
  }
}
