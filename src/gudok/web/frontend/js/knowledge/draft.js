// An article's draft: in the browser at once, at the server half a second after the last key; two who write it see each other's changes.
import { byId, setText, show } from "../common/dom.js";
import { KEPT_ARTICLE } from "../common/kept.js";
import { get, post } from "../common/net.js";
import { word } from "../common/words.js";

const PAUSE = 500;
const RETRY = 3000;
const LOOK = 5000;
const LIMIT = 10000;
const SEAT = crypto.getRandomValues(new Uint32Array(2)).join("-");
const FIELDS = ["title", "text"];

const field = (name) => byId(`draft-${name}`);
let changes = {};
let asked = {};
let seat = SEAT;
let version = 0;
let sending = false;
let timer = 0;

const { draft, article } = byId("draft").dataset;

export function startDraft() {
  version = Number(byId("draft").dataset.version);
  const kept = JSON.parse(localStorage.getItem(KEPT_ARTICLE + article));
  if (kept) ({ changes, seat } = kept);
  for (const [name, [value]] of Object.entries(changes)) field(name).value = value;
  for (const name of FIELDS) {
    field(name).addEventListener("input", () => change(name));
    const bar = document.querySelector(`[data-conflict=${name}]`);
    bar.querySelector("[data-theirs]").addEventListener("click", () => takeTheirs(name));
    bar.querySelector("[data-mine]").addEventListener("click", () => keepMine(name));
  }
  byId("publish-form").addEventListener("submit", publish);
  addEventListener("pagehide", () => left() && send({ keepalive: true }));
  setInterval(look, LOOK);
  if (left()) later(0);
}

const left = () => Object.keys(changes).length > 0;

function change(name) {
  changes[name] = [field(name).value, changes[name]?.[1] ?? version];
  delete asked[name];
  told(name);
  keep();
  later(PAUSE);
}

function keep() {
  if (left()) localStorage.setItem(KEPT_ARTICLE + article, JSON.stringify({ changes, seat }));
  else localStorage.removeItem(KEPT_ARTICLE + article);
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(send, wait);
}

// True once nothing is left to be saved.
async function send(options = {}) {
  clearTimeout(timer);
  if (!left()) return true;
  if (sending) return false;
  sending = true;
  const sent = Object.entries(changes);
  setText(byId("draft-saved"), word("saving"));
  try {
    const body = JSON.stringify(sent.map(([name, [value, base]]) => [name, value, base]));
    take(await (await post(draft, { changes: body, seat }, LIMIT, options)).json(), sent);
  } catch {
    setText(byId("draft-saved"), word("not_saved"));
    later(RETRY);
    return false;
  } finally {
    sending = false;
  }
  return left() ? send() : true;
}

function take(answer, sent) {
  for (const [name, [value]] of sent) {
    // Typed on while it was on its way: that is sent next.
    if (changes[name]?.[0] !== value) continue;
    delete changes[name];
    if (answer.conflicts[name]) asked[name] = { ...answer.conflicts[name], mine: value };
    told(name);
  }
  version = answer.version;
  keep();
  fill(answer);
  if (!left()) setText(byId("draft-saved"), word("saved", { time: answer.saved }));
}

// What the server has, in fields that nobody types into here.
function fill(answer) {
  for (const name of FIELDS) {
    if (name in changes || name in asked || field(name).value === answer[name]) continue;
    field(name).value = answer[name];
  }
  if (answer.html) byId("draft-preview").innerHTML = answer.html;
  byId("publish").disabled = !answer.drafted || Object.keys(asked).length > 0;
}

function told(name) {
  const bar = document.querySelector(`[data-conflict=${name}]`);
  show(bar, name in asked);
  if (name in asked) setText(bar.querySelector("span"), word(`conflict_${name}`, asked[name]));
}

function takeTheirs(name) {
  field(name).value = asked[name].theirs;
  delete asked[name];
  told(name);
  byId("publish").disabled = false;
}

function keepMine(name) {
  changes[name] = [asked[name].mine, version];
  delete asked[name];
  told(name);
  keep();
  later(0);
}

// Others' changes come in while one only reads.
async function look() {
  if (left() || sending || document.hidden) return;
  const answer = await get(draft).then((response) => response.json(), () => null);
  if (!answer || left() || sending || answer.version === version) return;
  version = answer.version;
  fill(answer);
}

// Only what is saved is published, and only what this page has seen.
async function publish(event) {
  event.preventDefault();
  if (!(await send())) return;
  byId("publish-form").elements.namedItem("seen").value = version;
  byId("publish-form").submit();
}
