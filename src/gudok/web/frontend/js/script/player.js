// The place in which a script is read: one step large, digits for its answers, Enter and Backspace, objections by 0.
import { element, picture as icon, setText, show } from "../common/dom.js";
import { back, before, here, to, told, values, written, wrong } from "./way.js";
import { said } from "./words.js";

// new Player(root, { went(way), stands(step) }): the way has changed; another step is open (null: none).
export class Player {
  constructor(root, acts = {}) {
    Object.assign(this, { root, acts, script: null, way: null, objection: null, drawn: "" });
    const on = (what, act) => this.#part(what).addEventListener("click", act);
    on("back", () => this.back());
    on("next", () => this.next());
    on("objections", () => this.objections());
    this.#part("step").addEventListener("click", ({ target }) => this.#pressed(target.closest("button")));
    this.#part("step").addEventListener("input", ({ target }) => this.#written(target.value));
    this.#part("behind").addEventListener("click", ({ target }) => target.dataset.at && this.go(to(this.way, Number(target.dataset.at))));
    root.addEventListener("keydown", (event) => this.#keyed(event));
  }

  // A script with the way it was led so far; one's own steps since are not taken back.
  take(script, way = script.way) {
    this.script = script;
    this.way = way;
    this.#draw();
  }

  close() {
    this.script = null;
    this.open = this.drawn = "";
    this.objection = null;
    this.saved("");
    this.acts.stands?.(null);
    show(this.root, false);
  }

  // The step that is open now.
  get step() {
    return this.script?.steps[here(this.script, this.way)] ?? null;
  }

  go(way) {
    this.way = way;
    this.objection = null;
    this.#draw();
    this.focus();
    this.acts.went?.(way);
  }

  back() {
    if (this.objection !== null) this.objections(false);
    else if (this.way.at) this.go(back(this.way));
  }

  // On with the answer that stands there, or the one that is given.
  next(answer) {
    if (this.objection !== null) return this.objections(false);
    const step = this.step;
    if (!step) return undefined;
    const given = answer ?? this.#part("step").querySelector("[data-answer]")?.value.trim() ?? before(this.script, this.way);
    const lacks = wrong(step, given);
    this.note(lacks && said(lacks));
    if (lacks) return this.focus();
    return this.go(told(this.script, this.way, step.kind === "choice" || step.kind === "question" ? given : ""));
  }

  // `wanted`: true opens the list, false closes it and what was chosen there; without it the other of both.
  objections(wanted = this.objection === null) {
    this.objection = wanted && this.script.objections.length ? "" : null;
    this.#draw();
    this.focus();
  }

  note(text) {
    setText(this.#part("note"), text);
    show(this.#part("note"), Boolean(text));
  }

  saved(text, failed = false) {
    setText(this.#part("saved"), text);
    this.#part("saved").classList.toggle("gk-red", failed);
  }

  focus() {
    const step = this.#part("step");
    (step.querySelector("[data-answer]") ?? step).focus();
  }

  // Somebody else has gone on from another page: this person says whose way stays.
  ask(who, keep, take) {
    const place = this.#part("theirs");
    const button = (text, act) => {
      const made = element("button", { type: "button", className: "btn btn-sm" }, text);
      made.addEventListener("click", () => {
        show(place, false);
        act();
      });
      return made;
    };
    place.replaceChildren(said("overtaken", { who }), " ", button(said("keep_mine"), keep), button(said("take_theirs"), take));
    show(place, true);
  }

  #part(name) {
    return this.root.querySelector(`[data-${name}]`);
  }

  #draw() {
    const id = here(this.script, this.way);
    const step = this.step;
    show(this.root, true);
    setText(this.#part("name"), this.script.name ?? "");
    setText(this.#part("n"), step ? said("step", { n: this.way.at + 1 }) : "");
    const known = values(this.script, this.way);
    const seen = JSON.stringify([id, this.way.at, this.objection, step, step && wordsOf(step.words, known).map((one) => one.textContent ?? one)]);
    if (seen !== this.drawn) {
      const writes = this.#part("step").contains(document.activeElement);
      this.#part("step").replaceChildren(...(this.objection === null ? this.#stepParts(step, known) : this.#objectionParts(known)));
      this.drawn = seen;
      if (writes) this.focus();
      if (this.open !== `${id} ${this.way.at}`) {
        this.open = `${id} ${this.way.at}`;
        this.note("");
        this.acts.stands?.(step);
      }
    }
    const choice = step?.kind === "choice" && this.objection === null;
    show(this.#part("next"), Boolean(step) && !choice);
    this.#part("back").disabled = !this.way.at && this.objection === null;
    show(this.#part("objections"), this.script.objections.length > 0 && Boolean(step));
    this.#part("objections").setAttribute("aria-expanded", String(this.objection !== null));
    this.#tellRest(known);
  }

  #stepParts(step, known) {
    if (!step) return [element("p", { className: "gk-script-end" }, icon("flag"), said("ended"))];
    const marks = element("p", { className: "gk-script-marks" });
    marks.append(...(step.aloud ? [icon("volume"), said("aloud")] : [icon("info-circle"), said("advice")]));
    if (step.required) marks.append(element("b", {}, said("required")));
    const words = element("p", { className: `gk-script-words${step.aloud ? " gk-script-aloud" : ""}` }, ...wordsOf(step.words, known));
    const pause = step.pause ? [element("p", { className: "gk-script-pause" }, icon("player-pause"), element("span", {}, said("paused")))] : [];
    const was = before(this.script, this.way);
    return [marks, words, ...pause, ...(step.answers ? [answersOf(step, was)] : []), ...(step.kind === "question" ? [fieldOf(step, was)] : [])];
  }

  #objectionParts(known) {
    const chosen = this.script.objections.find((one) => one.id === this.objection);
    if (chosen) {
      const reply = element("p", { className: "gk-script-words gk-script-aloud" }, ...wordsOf(chosen.words, known));
      return [element("p", { className: "gk-script-marks" }, icon("message-exclamation"), said("objection", { says: chosen.says })), reply];
    }
    const list = element("div", { className: "gk-script-answers" });
    list.append(...this.script.objections.map((one, n) => numbered(n, one.says, { objection: one.id })));
    return [element("p", { className: "gk-script-marks" }, icon("message-exclamation"), said("objections")), list];
  }

  #tellRest(known) {
    const { missing } = this.script;
    setText(this.#part("missing"), missing.length ? said("missing", { steps: missing.join("; ") }) : "");
    show(this.#part("missing"), missing.length > 0);
    const rows = this.way.told.map(([id, answer], at) => {
      const button = element("button", { type: "button", className: "btn btn-link" }, textOf(this.script.steps[id].words, known));
      button.dataset.at = at;
      return element("li", {}, button, ...(answer ? [element("b", {}, ` ${answer}`)] : []));
    });
    this.#part("behind").querySelector("ol").replaceChildren(...rows);
    show(this.#part("behind"), rows.length > 0);
  }

  #written(text) {
    this.way = written(this.script, this.way, text);
    this.note("");
    this.acts.went?.(this.way);
  }

  #pressed(button) {
    if (button?.dataset.choice !== undefined) this.next(button.dataset.choice);
    if (button?.dataset.objection === undefined) return;
    this.objection = button.dataset.objection;
    this.#draw();
    this.focus();
  }

  #keyed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !this.script) return;
    const field = event.target.closest("[data-answer]");
    const act = this.#actOf(event, field);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) act();
  }

  #actOf({ key, shiftKey, target }, field) {
    if (key === "Enter") return shiftKey || target.closest("button, summary") ? null : () => this.next();
    if (key === "Backspace") return field?.value ? null : () => this.back();
    if (key === "Escape") return this.objection === null ? null : () => this.objections(false);
    if (field || !/^\d$/.test(key)) return null;
    if (key === "0") return () => this.objections();
    const button = this.#part("step").querySelectorAll("[data-choice], .gk-script-answers [data-objection]")[Number(key) - 1];
    return button ? () => button.click() : null;
  }
}

// Words with their variables filled in; a gap says what is not known.
function wordsOf(words, known) {
  return words.map(([text, variable]) => {
    if (!variable) return text;
    const value = known[variable] || text;
    if (value) return element("span", { className: "gk-script-value" }, value);
    return element("span", { className: "gk-script-gap", title: said("unknown") }, `‹${variable}›`);
  });
}

function textOf(words, known) {
  const text = wordsOf(words, known).map((one) => one.textContent ?? one).join("");
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function numbered(n, text, data) {
  const button = element("button", { type: "button", className: "btn" }, ...(n < 9 ? [element("kbd", {}, String(n + 1))] : []), text);
  Object.assign(button.dataset, data);
  return button;
}

function answersOf(step, was) {
  const list = element("div", { className: "gk-script-answers" });
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", said("answer"));
  for (const [n, [answer]] of step.answers.entries()) {
    const button = numbered(n, answer, { choice: answer });
    button.setAttribute("aria-pressed", String(answer === was));
    list.append(button);
  }
  return list;
}

function fieldOf(step, was) {
  const kinds = { text: {}, number: { inputMode: "decimal" }, date: { type: "date" } };
  const field = element(step.of === "text" ? "textarea" : "input", { className: "form-control", value: was, maxLength: 2000, ...kinds[step.of] });
  if (step.of === "text") field.rows = 2;
  field.dataset.answer = "";
  field.setAttribute("aria-label", said("answer"));
  field.required = step.required;
  return field;
}
