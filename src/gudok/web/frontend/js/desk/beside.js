// A record at the desk (an order, a case): beside the card, of the call in hand; the draft goes where the call goes.
import { byId, show } from "../common/dom.js";
import { get, post } from "../common/net.js";
import { complain } from "./asks.js";
import { toast } from "./toast.js";

export class Beside {
  // `name` is the record's, and the place's id; make(data, hooks) makes its form. Nothing where the person may not take one.
  constructor(name, make) {
    Object.assign(this, { name, call: "", looked: "", shown: false });
    this.place = byId(name);
    if (!this.place) return;
    const hooks = { placed: (_, text) => toast(text), dropped: () => this.#hide(), more: () => this.#begin({ more: "1" }) };
    this.form = make(this.place.dataset, hooks);
    byId(`${name}-open`).addEventListener("click", () => this.open());
  }

  // The call in hand, "" for none; `talks` once somebody talks: who is given a call gets its draft with it.
  of(id, talks) {
    if (!this.place) return;
    if (id !== this.call) {
      if (this.shown) this.form.leave();
      this.#hide();
      this.call = id;
    }
    const key = `${id} ${talks}`;
    if (!id || !talks || this.shown || key === this.looked) return;
    this.looked = key;
    this.#fetch(id);
  }

  // The button and its key.
  open() {
    if (!this.place || !this.call) return;
    if (this.shown) this.form.focus();
    else this.#begin({});
  }

  get #url() {
    return this.place.dataset.ofCall.replace("CALL", this.call);
  }

  async #fetch(id) {
    const answer = await get(this.#url).then((one) => one.json(), () => ({}));
    if (answer[this.name] && id === this.call && !this.shown) this.#reveal(answer[this.name]);
  }

  async #begin(values) {
    const id = this.call;
    byId(`${this.name}-open`).setAttribute("aria-busy", "true");
    try {
      const answer = await (await post(this.#url, values)).json();
      if (id !== this.call) return;
      this.#reveal(answer[this.name]);
      this.form.focus();
    } catch {
      complain(this.form.said("no_answer"));
    } finally {
      byId(`${this.name}-open`).removeAttribute("aria-busy");
    }
  }

  #reveal(record) {
    this.shown = true;
    show(this.place, true);
    this.form.open(record);
  }

  #hide() {
    this.shown = false;
    show(this.place, false);
  }
}
