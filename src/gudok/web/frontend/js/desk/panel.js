// Fills panel P: one section a view, and only leaf texts change, so the eye never hunts and the focus never jumps.
import { byId, element, picture, setText, setTexts, show, showAll } from "../common/dom.js";
import { counted, word } from "../common/words.js";
import { causeOf } from "./view.js";

const pauses = JSON.parse(byId("gk-pauses").textContent);

export function pauseName(code) {
  return code === "leave" ? word("leave") : (pauses[code] ?? word(code));
}

export function showView(desk, view) {
  if (desk.dataset.view === view) return false;
  desk.dataset.view = view;
  for (const part of document.querySelectorAll("[data-views]")) show(part, part.dataset.views.split(" ").includes(view));
  return true;
}

export function fillPanel(desk, state, view) {
  const { me } = state;
  if (!me) return;
  fillCaller(desk, me.call, view);
  setTexts(desk, "talkWord", word(view === "held" ? "held" : "talking"));
  setTexts(desk, "holdWord", word(view === "held" ? "resume" : "hold"));
  setTexts(desk, "pauseWord", pauseName(me.agent.reason));
  setTexts(desk, "missedText", word(`${me.agent.reason}_text`));
  setTexts(desk, "afterWord", me.agent.next ? word("after_pause", { name: pauseName(me.agent.next) }) : word("after_ready"));
  byId("more").disabled = me.agent.more >= 3;
  show(byId("decline"), Boolean(me.call?.decline));
  fillMute(desk, state, view);
  const cause = causeOf(state);
  setTexts(desk, "downWord", word("down"));
  const sound = cause === "sound" && state.trouble;
  setTexts(desk, "downCause", cause ? word(sound || `cause_${cause}`) : "");
}

function fillCaller(desk, call, view) {
  if (!call) return;
  setTexts(desk, "name", call.name || word(call.number ? "new_caller" : "hidden_number"));
  setTexts(desk, "number", call.number);
  setTexts(desk, "queue", call.queue);
  setTexts(desk, "ringWord", ringWord(call));
  setTexts(desk, "waitedWord", word(view === "ringing" ? "waits" : "waited"));
  setTexts(desk, "waitedWordCap", capital(word(view === "ringing" ? "waits" : "waited")));
  setTexts(desk, "timesCalled", call.calls ? counted("called", call.calls) : "");
  showAll(desk, "timesCalled", call.calls > 0);
  showAll(desk, "waited", call.direction !== "out" && (call.kind === "queue" || !call.kind));
  showAll(desk, "inQueue", Boolean(call.queue));
  showAll(desk, "vip", call.vip);
  showAll(desk, "record", call.record && !call.unrecorded);
  show(byId("unrecorded"), call.unrecorded > 0);
  show(byId("pause-record"), call.record_pause);
}

function ringWord(call) {
  if (call.kind === "consult") return word("consult_from", { name: call.source });
  if (call.kind === "transfer") return word("transfer_from", { name: call.source });
  return word(call.kind === "bounce" ? "bounced" : "ringing");
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

let silent = false;

function fillMute(desk, { phone }, view) {
  const inCall = view === "talking" || view === "held";
  const muted = phone.muted && inCall;
  // The key works from anywhere, so whoever does not see the panel is told.
  if (muted !== silent && inCall) setText(byId("say"), word(muted ? "unheard" : "heard"));
  silent = muted;
  show(byId("muted"), muted);
  byId("talk").classList.toggle("gk-is-muted", muted);
  byId("mute").setAttribute("aria-pressed", String(muted));
  // A hardware telephone answers, mutes and dials by its own keys.
  const browser = desk.dataset.browser === "true";
  for (const id of ["answer", "mute", "keypad"]) show(byId(id), browser);
  show(byId("answer-there"), !browser);
}

export function fillPressure(node, queues) {
  const rows = Object.values(queues);
  if (!rows.length) {
    setText(node, word("no_queues"));
    return;
  }
  if (node.childElementCount !== rows.length + 1) {
    node.replaceChildren(picture("users"), ...rows.map(() => element("span", { className: "gk-queue" }, element("span"), element("b"), element("time"))));
  }
  rows.forEach((row, at) => {
    const [name, count, oldest] = node.children[at + 1].children;
    setText(name, row.name);
    setText(count, String(row.waiting));
    oldest.dataset.since = row.oldest || "";
    show(oldest, row.waiting > 0);
  });
}
