// What a node says: prompts in their order, each to be listened to; new ones are made on the page of prompts.
import { byId, element, picture as icon } from "../common/dom.js";
import { word } from "../common/words.js";
import { changed } from "./flow.js";
import { selectOf } from "./form.js";
import { put, state } from "./state.js";

let player = null;
let extra = "";

export function soundsField(id, field, sounds, problem) {
  const rows = sounds.length && extra !== id ? sounds : [...sounds, ""];
  const set = (at, code) => {
    extra = "";
    put(changed(state.flow, id, { sounds: rows.map((one, n) => (n === at ? code : one)).filter(Boolean) }));
  };
  const list = rows.map((code, at) => soundRow(code, at, set));
  const add = element("button", { type: "button", className: "btn btn-sm", id: "add-sound" }, icon("plus"), word("add_sound"));
  add.disabled = rows.includes("");
  add.addEventListener("click", () => {
    extra = id;
    put({ ...state.flow }, id);
    byId("node").querySelector(`[name="sound:${rows.length}"]`)?.focus();
  });
  const record = element("a", { href: byId("flow").dataset.record, target: "_blank", rel: "noopener", textContent: word("record") });
  return element("fieldset", { className: "gk-flow-field" }, element("legend", { className: "form-label", textContent: field.label }), ...list, element("div", { className: "gk-flow-acts" }, add, record), problem);
}

function soundRow(code, at, set) {
  const prompts = state.offered.prompts.map((one) => [one.code, one.name]);
  const select = selectOf(`sound:${at}`, prompts, code);
  select.setAttribute("aria-label", word("sound_n", { n: at + 1 }));
  select.addEventListener("change", () => set(at, select.value));
  const row = element("div", { className: "gk-flow-exit" }, select);
  const prompt = state.offered.prompts.find((one) => one.code === code);
  if (prompt?.url) {
    const listen = element("button", { type: "button", className: "btn btn-icon btn-sm", ariaLabel: word("listen", { name: prompt.name }), title: prompt.text || word("listen", { name: prompt.name }) }, icon("player-play"));
    listen.addEventListener("click", () => play([prompt.url]));
    row.append(listen);
  }
  if (code) {
    const remove = element("button", { type: "button", className: "btn btn-icon btn-sm", ariaLabel: word("remove_sound"), title: word("remove_sound") }, icon("x"));
    remove.addEventListener("click", () => {
      set(at, "");
      byId("add-sound")?.focus();
    });
    row.append(remove);
  }
  return row;
}

// One after the other; what played before is silent then. told(at) says which of them is heard now, -1 at the end.
export function play(urls, told = () => {}, at = 0) {
  player?.pause();
  player = null;
  if (at >= urls.length) return told(-1);
  if (!urls[at]) return play(urls, told, at + 1);
  const mine = new Audio(urls[at]);
  player = mine;
  mine.addEventListener("ended", () => play(urls, told, at + 1));
  // The file may be missing; its own page says so.
  mine.play().catch(() => player === mine && told(-1));
  return told(at);
}

// Where a sound is heard in the language it is said in; nothing for one that is not to be had here.
export function urlOf({ code, language }) {
  const prompt = state.offered.prompts.find((one) => one.code === code);
  return prompt?.urls?.[language] ?? prompt?.url ?? "";
}
