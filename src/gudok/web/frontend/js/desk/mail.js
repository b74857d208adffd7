// What a supervisor wrote, over the page and never under a hand that types; the call for help, and who is in the talk.
import { byId, element, picture, setText, setTexts, show } from "../common/dom.js";
import { timeOfDay } from "../common/clock.js";
import { word } from "../common/words.js";
import { ask } from "./asks.js";
import { beep } from "./sound.js";
import { IN_CALL } from "./view.js";

const KINDS = {
  message: { icon: "message", word: "message_from" }, ready: { icon: "headset", word: "forced_ready" },
  pause: { icon: "coffee", word: "forced_pause" }, leave: { icon: "logout", word: "forced_leave" },
};
const THERE = { listen: "listens_to_you", whisper: "whispers_to_you", barge: "joined_you", take: "joined_you" };
let wanted = false;

export function startMail() {
  byId("call-help").addEventListener("click", toggleHelp);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F4" || event.altKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (!event.repeat && !byId("talk").hidden) toggleHelp();
  });
}

function toggleHelp() {
  ask(wanted ? "enough" : "help", {}, [byId("call-help")]);
}

export function fillMail({ me, zone }, view) {
  if (!me) return;
  wanted = me.help > 0;
  show(byId("call-help"), IN_CALL.has(view));
  setTexts(byId("call-help"), "helpWord", word(wanted ? "help_called" : "call_help"));
  byId("call-help").setAttribute("aria-pressed", String(wanted));
  const there = IN_CALL.has(view) ? (me.listeners ?? []) : [];
  show(byId("listeners"), there.length > 0);
  setTexts(byId("talk"), "listeners", there.map(({ how, name }) => word(THERE[how], { name })).join(" · "));
  draw(me.mail ?? [], zone);
}

function draw(letters, zone) {
  const list = byId("mail");
  const have = new Map([...list.children].map((item) => [item.dataset.id, item]));
  for (const letter of letters) {
    if (!have.delete(letter.id)) {
      list.append(newItem(letter, zone));
      beep();
    }
  }
  for (const gone of have.values()) gone.remove();
}

function newItem({ id, at, by, text, kind }, zone) {
  const read = element("button", { type: "button", className: "btn btn-sm" }, picture("check"), word("mark_read"));
  read.addEventListener("click", () => ask("read", { letter: id }, [read]));
  const head = element("p", { className: "gk-mail-head" }, picture(KINDS[kind].icon), element("b", {}, word(KINDS[kind].word, { name: by })), element("time"));
  setText(head.lastChild, timeOfDay(at, zone));
  const item = element("li", {}, head, element("p", {}, text), read);
  item.dataset.id = id;
  return item;
}
