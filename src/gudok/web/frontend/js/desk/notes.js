// The note of a call: saved 800 ms after the last key and on leaving the field; a draft stays in the browser until it is.
import { byId, setText, show } from "../common/dom.js";
import { post } from "../common/net.js";
import { DRAFT, drafts } from "../common/kept.js";
import { word } from "../common/words.js";
import { place } from "./asks.js";

const PAUSE = 800;
const SLOW = 1000;
const RETRY = 5000;
const LIMIT = 10000;

let call = "";
let timer;
let saving = false;
let again = false;

const field = () => byId("note");

export function startNotes() {
  field().addEventListener("input", () => {
    localStorage.setItem(DRAFT + call, field().value);
    later(PAUSE);
  });
  field().addEventListener("blur", () => save());
  byId("save-again").addEventListener("click", () => save());
  // What could not be saved in an earlier visit is saved now.
  for (const key of drafts()) send(key.slice(DRAFT.length), localStorage.getItem(key)).catch(() => {});
}

// A call begins: what is typed from now on is its note, even before the server has told what it holds.
export function openNote(id) {
  if (id === call) return;
  if (call) save();
  call = id;
  field().value = localStorage.getItem(DRAFT + id) ?? "";
  say("", false);
}

// What the server has of the call's note; a draft of this browser is newer and wins.
export function fillNote(id, text) {
  if (id !== call) return;
  const draft = localStorage.getItem(DRAFT + id);
  if (draft === null) {
    if (!field().value) field().value = text;
  } else if (draft !== text) save();
}

function later(ms) {
  clearTimeout(timer);
  timer = setTimeout(save, ms);
}

async function save() {
  clearTimeout(timer);
  const [id, text] = [call, localStorage.getItem(DRAFT + call)];
  if (!id || text === null) return;
  if (saving) {
    again = true;
    return;
  }
  saving = true;
  const slow = setTimeout(() => say(word("saving"), false), SLOW);
  try {
    const time = await send(id, text);
    if (id === call) say(word("saved", { time }), false);
  } catch {
    if (id === call) say(word("not_saved"), true);
    later(RETRY);
  } finally {
    clearTimeout(slow);
    saving = false;
    if (again) {
      again = false;
      later(0);
    }
  }
}

async function send(id, text) {
  const response = await post(place().dataset.note.replace("CALL", id), { text }, LIMIT);
  const { saved } = await response.json();
  // Typed on while it was on its way: the draft stays for the next time.
  if (localStorage.getItem(DRAFT + id) === text) localStorage.removeItem(DRAFT + id);
  return saved;
}

function say(text, failed) {
  setText(byId("saved"), text);
  byId("saved").classList.toggle("gk-red", failed);
  show(byId("save-again"), failed);
}
