// The operator's desk: brings the server's picture, the telephone and the tab together, and shows what follows.
import { byId, setText, setTexts, show } from "./common/dom.js";
import { duration, every, now } from "./common/clock.js";
import { Live } from "./common/live.js";
import { get } from "./common/net.js";
import { word } from "./common/words.js";
import { ask, complain, watchAsks } from "./desk/asks.js";
import { attract, calm, setPrefix } from "./desk/attention.js";
import { showCard } from "./desk/card.js";
import { startDialogs, closeAll } from "./desk/dialogs.js";
import { secondsLeft, tick } from "./desk/figures.js";
import { startKeypad } from "./desk/keypad.js";
import { startKeys } from "./desk/keys.js";
import { startNotes } from "./desk/notes.js";
import { fillPanel, showView } from "./desk/panel.js";
import { Phone } from "./desk/phone.js";
import { mayGoOn, startShift } from "./desk/shift.js";
import { beep, keepMicrophone, Ring } from "./desk/sound.js";
import { Tabs } from "./desk/tabs.js";
import { fillTop, stateWord } from "./desk/top.js";
import { startTransfer } from "./desk/transfer.js";
import { guess, IN_CALL, mainKey, viewOf, WITH_CALL } from "./desk/view.js";

const REMINDER = 30_000;
const STALE = 3_000;
// Which of this person's pages, on any machine, this is.
const PAGE = crypto.getRandomValues(new Uint32Array(2)).join("-");

const desk = byId("desk");
const live = new Live(desk.dataset.live, ["picture", "me", "queue", "system", "taken"]);
const phone = new Phone();
const tabs = new Tabs(() => !phone.talking && !phone.ringing);
const ring = new Ring();
const known = { me: null, queues: {}, system: { engine: true, telephony: "up" } };
const local = { started: false, view: "loading", changedAt: 0, downSince: 0, returned: false, reminded: 0, stale: 0, signedOut: false, taken: false };
let stream;

function stateNow() {
  const state = { ...known, connected: live.connected || live.silence < 5000, phone, tab: local.taken ? "other" : tabs.owner, started: local.started, signedOut: local.signedOut };
  return { ...state, me: guess(state) };
}

function take({ kind, data }) {
  phone.keepRegistered();
  if (kind === "picture") Object.assign(known, { me: data.me, queues: data.queues ?? {}, system: data.system });
  else if (kind === "taken") giveWay(data.page);
  else if (kind === "me") known.me = data;
  else if (kind === "queue") known.queues[data.id] = data;
  else known.system = { engine: data.engine, telephony: data.telephony };
  if (kind === "picture") goOn();
  update();
}

// Another page, perhaps on another machine, has become this person's telephone.
function giveWay(page) {
  if (page === PAGE || !phone.agent) return;
  local.taken = true;
  phone.stop();
}

function takeOver() {
  if (local.taken) {
    local.taken = false;
    startPhone();
    update();
  } else tabs.take();
}

function update() {
  const state = stateNow();
  const view = viewOf(state);
  if (state.me) desk.dataset.browser = String(state.me.agent.browser);
  if (showView(desk, view)) changed(state, view);
  fillPanel(desk, state, view);
  fillTop(state, view);
  fillBanner(state, view);
  showCard(WITH_CALL.has(view) ? (state.me.call?.id ?? "") : "", update);
  setPrefix(phone.muted ? `${word("muted_prefix")} ` : "");
  comeBack(state);
}

function changed(state, view) {
  local.changedAt = performance.now();
  local.downSince = view === "down" ? now() : 0;
  const word_ = state.me ? stateWord(view, state.me) : "";
  if (view === "ringing") announce(state);
  else {
    ring.stop();
    calm();
    setText(byId("say"), word_);
  }
  if (!IN_CALL.has(view)) closeAll();
  // The records follow the call's end within a moment.
  if (IN_CALL.has(local.view)) setTimeout(() => byId("mine").dispatchEvent(new Event("refresh")), 1500);
  local.view = view;
}

function announce(state) {
  const { call } = state.me;
  const who = [call.name || call.number || word("hidden_number"), call.queue].filter(Boolean).join(" · ");
  if (state.me.agent.browser) ring.start();
  attract(call.id, who, () => secondsLeft(stateNow()));
  setText(byId("say-now"), word("call_from", { who }));
}

function fillBanner({ connected, signedOut, system, me }, view) {
  let text = "";
  if (IN_CALL.has(view)) {
    if (!connected && signedOut) text = word("signed_out");
    else if (!connected) text = word("lost_in_call", { time: duration(live.silence) });
    else if (!system.engine || system.telephony !== "up") text = word(system.engine ? "cause_telephony" : "cause_engine");
    else if (me.agent.browser && phone.talking && !phone.registered) text = word("phone_lost_in_call");
  }
  show(byId("banner"), Boolean(text));
  setTexts(byId("banner"), "banner", text);
}

// The page was loaded anew in mid-talk: its telephone holds no talk, so the engine rings it once more.
function comeBack({ me, connected }) {
  if (local.returned || !me || !connected || !me.agent.browser || !phone.registered) return;
  local.returned = true;
  if (me.agent.mode === "talking" && !phone.session) ask("back");
}

async function goOn() {
  if (local.started || !known.me) return;
  if (!known.me.agent.browser) local.started = true;
  else if (await mayGoOn()) await begin();
  update();
}

// A stream that is refused tells no reason: ask for something small to know whether the session is over.
async function askWhoAmI() {
  local.signedOut = await get(byId("mine").getAttribute("hx-get")).then(() => false, ({ status }) => Boolean(status));
  update();
}

async function startPhone() {
  if (!stream || phone.agent || tabs.owner !== "mine") return;
  await phone.start(desk.dataset.phone, PAGE, stream);
}

function finishWrapUp() {
  const [what, values] = mainKey("wrapup", known.me.agent.next);
  ask(what, values, [byId("after")]);
}

function toggleHold() {
  ask(local.view === "held" ? "resume" : "hold", {}, [byId("hold")]);
}

// A session the engine knows nothing of for some seconds is dead, however alive it looks here.
function dropStale() {
  const stale = live.connected && phone.session && known.me && !["ringing", "talking"].includes(known.me.agent.mode);
  if (!stale) local.stale = 0;
  else if (!local.stale) local.stale = now();
  else if (now() - local.stale > STALE) phone.drop();
}

function remind() {
  const waits = local.view === "held" || (phone.muted && IN_CALL.has(local.view));
  if (!waits) local.reminded = now();
  else if (now() - local.reminded > REMINDER) {
    local.reminded = now();
    beep();
  }
}

function fillRetry() {
  const seconds = Math.max(0, Math.ceil((live.retryAt - Date.now()) / 1000));
  const waiting = !live.connected && seconds > 0;
  setTexts(desk, "downRetry", waiting ? word("retry", { seconds, tries: live.tries }) : word("retrying"));
}

const begin = startShift((opened) => {
  stream = opened;
  local.started = true;
  phone.stream = stream;
  keepMicrophone(stream, (other) => {
    stream = other;
    phone.useMicrophone(other);
    if (!phone.sound) complain(word("headset_gone"));
  });
  startPhone();
  update();
});

watchAsks(document);
startDialogs();
startNotes();
startKeypad(phone);
startTransfer();
startKeys({
  view: () => local.view,
  next: () => known.me?.agent.next ?? "",
  changedAt: () => local.changedAt,
  answer: () => known.me.agent.browser && phone.answer(),
  ask,
  toggleMute: () => phone.toggleMute(),
  toggleHold,
});
byId("after").addEventListener("click", finishWrapUp);
byId("answer").addEventListener("click", () => phone.answer());
byId("decline").addEventListener("click", () => ask("hangup", {}, [byId("decline")]));
byId("mute").addEventListener("click", () => phone.toggleMute());
byId("hold").addEventListener("click", toggleHold);
byId("take-over").addEventListener("click", takeOver);
byId("check").addEventListener("click", () => {
  live.retry();
  phone.retry();
});
phone.addEventListener("change", update);
live.addEventListener("change", ({ detail }) => take(detail));
live.addEventListener("link", ({ detail }) => {
  if (!detail) askWhoAmI();
  update();
});
tabs.addEventListener("owner", ({ detail }) => {
  if (detail === "mine") startPhone();
  else phone.stop();
  update();
});
addEventListener("beforeunload", (event) => {
  if (phone.talking) event.preventDefault();
});

await tabs.claim();
live.start();
every(250, () => {
  tick(stateNow(), local.downSince);
  fillRetry();
  remind();
  dropStale();
  if (!live.connected) update();
});
