// The knowledge base beside the call: found as one types, read in its place; and what must be read before one is ready.
import { byId, setText, show } from "../common/dom.js";
import { get, post } from "../common/net.js";
import { word } from "../common/words.js";
import { complain } from "./asks.js";

const PAUSE = 200;
const LIMIT = 5000;
let call = "";
let told = "";
let queue = "";
let timer = 0;
let asked = 0;

const place = () => byId("know");

export function startKnowledge() {
  // Asked for where a list or a result names an article, on a desk without the room nobody listens.
  if (!place()) return;
  document.addEventListener("gudok-article", ({ detail }) => openArticle(detail.code, detail.quiet));
  document.addEventListener("click", ({ target }) => {
    const link = target.closest("[data-article]:not([data-result])");
    if (!link?.dataset.article || !byId("desk").contains(link)) return;
    openArticle(link.dataset.article);
  });
  byId("know-article").addEventListener("click", (event) => {
    if (event.target.closest("a[data-article]")) event.preventDefault();
    if (event.target.closest("[data-know-back]")) back();
    const read = event.target.closest("[data-know-read]");
    if (read) confirmRead(read);
  });
  byId("know-find").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });
  place().addEventListener("keydown", press);
}

// The call in hand and its queue, whose articles are offered before one types; another call begins with an empty search.
export function knowledgeOf(id, of) {
  if (!place() || (id === told && of === queue)) return;
  if (id && id !== call) {
    call = id;
    byId("know-find").value = "";
    showList();
  }
  told = id;
  queue = of;
  if (byId("know-find").value === "") find();
}

// The key: to the search, from wherever one is.
export function openKnowledge() {
  if (!place()) return;
  back();
  byId("know-find").select();
}

async function find() {
  const mine = ++asked;
  const typed = byId("know-find").value;
  if (typed) showList();
  const url = `${place().dataset.find}?${new URLSearchParams({ q: typed, queue })}`;
  const html = typed || queue ? await get(url, LIMIT).then((answer) => answer.text(), () => null) : "";
  if (mine !== asked) return;
  setText(byId("know-error"), html === null ? word("no_answer") : "");
  if (html !== null) byId("know-list").innerHTML = html;
}

function press(event) {
  const buttons = [...byId("know-list").querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  if (event.key === "Escape") {
    event.preventDefault();
    if (byId("know-article").hidden) clear();
    else back();
  } else if (event.key === "Enter" && event.target === byId("know-find")) {
    event.preventDefault();
    buttons[0]?.click();
  } else if (event.key === "ArrowDown" && byId("know-article").hidden) {
    event.preventDefault();
    (buttons[at + 1] ?? buttons[at])?.focus();
  } else if (event.key === "ArrowUp" && at >= 0) {
    event.preventDefault();
    (buttons[at - 1] ?? byId("know-find")).focus();
  }
}

function clear() {
  byId("know-find").value = "";
  find();
}

// `quiet`: the focus stays with what the person does.
async function openArticle(code, quiet = false) {
  const mine = ++asked;
  const url = place().dataset.beside.replace("CODE", encodeURIComponent(code));
  const html = await get(url, LIMIT).then((answer) => answer.text(), () => null);
  if (mine !== asked) return;
  setText(byId("know-error"), html === null ? word("no_answer") : "");
  if (html === null) return;
  byId("know-article").innerHTML = html;
  show(byId("know-article"), true);
  show(byId("know-list"), false);
  if (!quiet) byId("know-title").focus();
}

function showList() {
  show(byId("know-article"), false);
  show(byId("know-list"), true);
}

function back() {
  showList();
  byId("know-find").focus();
}

async function confirmRead(button) {
  button.setAttribute("aria-busy", "true");
  const html = await post(button.dataset.knowRead).then((answer) => answer.text(), () => null);
  button.removeAttribute("aria-busy");
  setText(byId("know-error"), html === null ? word("no_answer") : "");
  if (html === null) return;
  complain("");
  byId("due").innerHTML = html;
  const next = byId("due").querySelector("[data-article]");
  if (next) openArticle(next.dataset.article);
  else back();
}
