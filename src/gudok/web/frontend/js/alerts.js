// The page of alerts, alive: what goes on is drawn by the server and put in place here, without a reload.
import { watchAlerts } from "./common/alerts.js";
import { byId, setText, show } from "./common/dom.js";
import { get, post } from "./common/net.js";

const EVERY = 2000;
const board = byId("board");
const lost = byId("board-lost");
let sending = false;

// The element in use keeps the focus: buttons have names that last.
function put(html) {
  const before = ids();
  const focused = board.contains(document.activeElement) ? document.activeElement.id : "";
  board.innerHTML = html;
  const now = new Set(ids());
  // What has ended is in the list of what is over.
  if (before.some((id) => !now.has(id))) byId("over-rows").dispatchEvent(new Event("refresh"));
  if (focused) (byId(focused) ?? board.querySelector("button, a"))?.focus();
}

function ids() {
  return [...board.querySelectorAll("[data-id]")].map((node) => node.dataset.id);
}

async function look() {
  // A choice that somebody has opened is not taken away.
  if (sending || board.querySelector("details[open]")) return;
  const { mark } = board.querySelector("[data-mark]").dataset;
  try {
    const response = await get(`${board.dataset.board}?mark=${mark}`);
    if (response.status === 200 && !sending && !board.querySelector("details[open]")) put(await response.text());
    show(lost, false);
  } catch {
    tellLost();
  }
}

function tellLost() {
  setText(lost, board.dataset.lost);
  show(lost, true);
}

board.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const values = new FormData(form, event.submitter);
  values.delete("csrfmiddlewaretoken");
  sending = true;
  try {
    put(await (await post(form.action, Object.fromEntries(values))).text());
    show(lost, false);
  } catch {
    tellLost();
  } finally {
    sending = false;
  }
});

watchAlerts(board, () => {}, (alert) => setText(byId("say"), `${alert.mark}: ${alert.text}`));
setInterval(look, EVERY);
