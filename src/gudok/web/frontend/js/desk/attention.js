// A ringing call is seen from another tab or window: title, icon of the tab, one notice of the system.
import { word } from "../common/words.js";

const desk = document.getElementById("desk");
const icon = document.getElementById("gk-favicon");
const title = document.title;
let notice;
let timer;
let call;
let prefix = "";

export function attract(id, who, secondsLeft) {
  if (call === id) return;
  calm();
  call = id;
  icon.href = desk.dataset.faviconRinging;
  let odd = false;
  const turn = () => {
    odd = !odd;
    document.title = odd ? `(${secondsLeft()}) ${who}` : `${word("ringing")} · ${title}`;
  };
  turn();
  timer = setInterval(turn, 1000);
  notify(id, who);
}

export function calm() {
  if (call === undefined) return;
  call = undefined;
  clearInterval(timer);
  notice?.close();
  notice = undefined;
  icon.href = desk.dataset.favicon;
  document.title = prefix + title;
}

export function setPrefix(text) {
  if (prefix === text) return;
  prefix = text;
  if (call === undefined) document.title = prefix + title;
}

function notify(id, who) {
  if (!("Notification" in globalThis) || Notification.permission !== "granted") return;
  notice = new Notification(word("call_from", { who }), { tag: id, requireInteraction: true, silent: true, icon: desk.dataset.faviconRinging });
  notice.onclick = () => {
    focus();
    notice.close();
  };
}
