// The form of a record (an order, a case), at the desk and on the record's page: the same keys, the same keeping.
// Its parts have ids that begin with the record's name; its words stand in `gk-NAME-words`.
import { byId, element, setText, show } from "../common/dom.js";
import { post } from "../common/net.js";
import { askWhich } from "./conflicts.js";
import { Keeper } from "./keep.js";
import { wordsOf } from "./words.js";

const LOOK = 3000;
const LIMIT = 10000;

// `hooks`: fill(record, form) when the server told it, placed(record, said), dropped(), more(); each of them optional.
export class DraftForm {
  constructor(name, base, hooks = {}) {
    Object.assign(this, { name, base, hooks, record: null, said: wordsOf(name) });
    this.keeper = new Keeper(name, base, {
      picture: (record) => this.fill(record),
      saved: (key, failed, values) => this.#sayFor(key, failed, values),
      conflict: (field, asked) => this.#ask(field, asked),
      wrong: (field, text) => this.#wrong(field, text),
    });
    this.#listen();
  }

  part(what) {
    return byId(`${this.name}-${what}`);
  }

  get form() {
    return this.part("form");
  }

  get fields() {
    return this.form.querySelectorAll("[name]");
  }

  named(field) {
    return this.form.elements.namedItem(field);
  }

  // What the record's own first thing to do is: the focus goes there.
  focus() {
    this.form.querySelector("[data-first]").focus();
  }

  #listen() {
    const { form, keeper } = this;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => target.name && this.#changed(target));
    form.addEventListener("change", ({ target }) => target.matches("select") && this.#changed(target, 0));
    form.addEventListener("focusout", ({ target }) => target.name && keeper.send());
    form.addEventListener("keydown", (event) => this.#keys(event));
    this.part("moves").addEventListener("click", ({ target }) => {
      const move = target.closest("button[data-move]")?.dataset.move;
      if (move) this.#move(move);
    });
    this.part("again").addEventListener("click", () => keeper.send());
    this.part("place").addEventListener("click", () => this.#place());
    this.part("more").addEventListener("click", () => this.hooks.more?.());
    this.part("drop").addEventListener("click", () => this.#drop());
    setInterval(() => document.visibilityState === "visible" && form.checkVisibility() && keeper.look().catch(() => {}), LOOK);
    addEventListener("pagehide", () => keeper.send());
  }

  open(picture) {
    this.part("conflicts").replaceChildren();
    for (const part of ["error", "saved"]) setText(this.part(part), "");
    for (const field of this.fields) field.classList.remove("is-invalid");
    this.record = null;
    this.hooks.opened?.();
    this.keeper.open(picture);
  }

  // What is typed goes on being saved, but the form is another's from now on.
  leave() {
    this.keeper.send();
  }

  fill(record) {
    const { keeper } = this;
    this.record = record;
    setText(this.part("number"), record.number ? `№ ${record.number}` : "");
    setText(this.part("status"), record.status || this.said("draft"));
    setText(this.part("others"), record.others.length ? this.said("others", { names: record.others.join(", ") }) : "");
    this.hooks.fill?.(record, this);
    for (const [name, value] of Object.entries(record.fields)) {
      const field = this.named(name);
      if (!field) continue;
      const wished = keeper.held(name) ?? (keeper.holds(name) || field.matches(".is-invalid") ? field.value : value);
      if (field.value !== wished) field.value = wished;
      field.disabled = !record.may_change || record.locked.includes(name);
    }
    for (const part of ["place", "drop"]) show(this.part(part), !record.number);
    show(this.part("more"), Boolean(record.number && this.hooks.more));
    this.#fillMoves();
  }

  #fillMoves() {
    const moves = this.part("moves");
    const key = this.record.moves.map((move) => move.code).join();
    if (moves.dataset.drawn === key) return;
    moves.dataset.drawn = key;
    const buttons = this.record.moves.map(({ code, name }) => {
      const button = element("button", { type: "button", className: "btn" }, `→ ${name}`);
      button.dataset.move = code;
      return button;
    });
    moves.replaceChildren(...buttons);
  }

  #changed(field, wait) {
    field.classList.remove("is-invalid");
    this.keeper.change(field.name, field.value, wait);
  }

  #keys(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && event.ctrlKey) {
      // The desk's own Ctrl+Enter ends wrap-up: while a record is open in the form, it is meant for that.
      if (!this.record || this.record.number) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) this.#place();
    } else if (event.key === "Enter" && event.target.matches("input:not([data-own-enter]), select")) {
      event.preventDefault();
      this.#following(event.target)?.focus();
    }
  }

  #following(field) {
    const own = this.hooks.following?.(field);
    if (own) return own;
    const all = [...this.fields].filter((one) => !one.disabled && one.offsetParent && !one.name.startsWith("line."));
    return all[all.indexOf(field) + 1];
  }

  async #place() {
    if (!(await this.keeper.send()) || !this.record) return;
    const answer = await this.#act("place");
    if (answer?.ok) this.hooks.placed?.(answer[this.name], answer.said);
    else if (answer) {
      setText(this.part("error"), answer.said);
      (this.named(answer.missing[0]) ?? this.part(answer.missing[0]))?.focus();
    }
  }

  async #move(to) {
    if (!(await this.keeper.send())) return;
    const answer = await this.#act("move", { to });
    if (answer?.ok) this.hooks.moved?.(answer[this.name]);
    else if (answer?.said) setText(this.part("error"), answer.said);
  }

  async #drop() {
    const answer = await this.#act("drop");
    if (answer?.ok) this.hooks.dropped?.();
  }

  async #act(what, values = {}) {
    const button = this.part(what);
    button?.setAttribute("aria-busy", "true");
    setText(this.part("error"), "");
    try {
      const answer = await (await post(`${this.base}${this.record.id}/${what}/`, values, LIMIT)).json();
      if (answer[this.name]) this.keeper.take(answer[this.name]);
      return answer;
    } catch {
      setText(this.part("error"), this.said("no_answer"));
      return null;
    } finally {
      button?.removeAttribute("aria-busy");
    }
  }

  #ask(field, { theirs, who, mine }) {
    const { keeper } = this;
    const keep = () => {
      keeper.giveUp(field);
      keeper.change(field, mine, 0);
    };
    const take = () => {
      keeper.giveUp(field);
      if (this.record) this.fill(this.record);
    };
    const told = { name: this.#labelOf(field), theirs: this.#inWords(field, theirs), who, mine: this.#inWords(field, mine) };
    askWhich(this.part("conflicts"), this.said, field, told, keep, take);
  }

  // What was chosen from a list, by its name.
  #inWords(field, value) {
    const chosen = this.named(field)?.matches("select") && [...this.named(field).options].find((one) => one.value === value);
    return chosen && value ? chosen.textContent : value;
  }

  #wrong(field, text) {
    this.named(field)?.classList.add("is-invalid");
    setText(this.part("error"), `${this.#labelOf(field)}: ${text}`);
  }

  #labelOf(field) {
    const node = this.named(field);
    return node?.getAttribute("aria-label") ?? node?.labels?.[0]?.firstChild.textContent ?? field;
  }

  #sayFor(key, failed, values) {
    setText(this.part("saved"), this.said(key, values));
    this.part("saved").classList.toggle("gk-red", failed);
    show(this.part("again"), failed);
  }
}
