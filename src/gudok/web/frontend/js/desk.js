// The operator's desk: brings the server's picture, the telephone and the tab together, and shows what follows.
import { byId, setText, show } from "./common/dom.js";
import { every, now } from "./common/clock.js";
import { Live } from "./common/live.js";
import { get } from "./common/net.js";
import { word } from "./common/words.js";
import { ask, complain, watchAsks } from "./desk/asks.js";
import { answerSoon, stopAnswering, watchTyping } from "./desk/auto.js";
import { attract, calm, setPrefix } from "./desk/attention.js";
import { showCard } from "./desk/card.js";
import { popOf } from "./desk/pop.js";
import { fillBanner } from "./desk/banner.js";
import { startCheck } from "./desk/check.js";
import { fillDay, mayLeaveWrapUp, startDay, tickDay } from "./desk/day.js";
import { resultSent } from "./desk/results.js";
import { startDialButtons } from "./common/dial.js";
import { fillDialling, openDial, startDialling, told } from "./desk/dial.js";
import { startDialogs, closeAll } from "./desk/dialogs.js";
import { secondsLeft, tick } from "./desk/figures.js";
import { Headset } from "./desk/headset.js";
import { Healer } from "./desk/heal.js";
import { knowledgeOf, startKnowledge } from "./desk/knowledge.js";
import { startKeypad } from "./desk/keypad.js";
import { fillMail, startMail } from "./desk/mail.js";
import { fillElsewhere, Lease } from "./desk/lease.js";
import { Line } from "./desk/line.js";
import { startKeys } from "./desk/keys.js";
import { Microphone } from "./desk/microphone.js";
import { fillLines, startLines } from "./desk/lines.js";
import { startNotes } from "./desk/notes.js";
import { recordsOf, startRecords } from "./desk/records.js";
import { fillPanel, showView } from "./desk/panel.js";
import { Phone } from "./desk/phone.js";
import { scriptOf, startScript } from "./desk/script.js";
import { mayGoOn, startShift } from "./desk/shift.js";
import { fillPicks, openPicks, startPicks } from "./desk/picks.js";
import { fillRetry, remind } from "./desk/reminders.js";
import { beep, Ring } from "./desk/sound.js";
import { Tabs } from "./desk/tabs.js";
import { fillTaken } from "./desk/taken.js";
import { fillTop, stateWord } from "./desk/top.js";
import { startTransfer } from "./desk/transfer.js";
import { fillWhere, startWhere } from "./desk/where.js";
import { causeOf, guess, IN_CALL, mainKey, viewOf, WITH_CALL } from "./desk/view.js";

const STALE = 3_000;
// Which of this person's pages, on any machine, this is.
const PAGE = crypto.getRandomValues(new Uint32Array(2)).join("-");

const desk = byId("desk");
const live = new Live(desk.dataset.live, ["picture", "me", "queue", "system", "team", "taken", "picks"]);
const phone = new Phone();
const microphone = new Microphone();
const line = new Line(phone, () => known.me?.call?.id ?? "");
const tabs = new Tabs(() => !phone.talking && !phone.ringing);
const { held, heldSince, phoneKeep, phoneLeave } = desk.dataset;
const lease = new Lease({ held, heldSince, keep: phoneKeep, leave: phoneLeave }, PAGE);
const ring = new Ring();
const known = { me: null, queues: {}, team: null, picks: null, rules: null, zone: undefined, system: { engine: true, telephony: "up" } };
const local = { started: false, view: "loading", changedAt: 0, downSince: 0, returned: false, stale: 0, signedOut: false, starting: false };

function stateNow() {
  const state = { ...known, connected: live.connected || live.silence < 5000, phone, trouble: microphone.trouble, line, tab: lease.held ? "other" : tabs.owner, held: lease.held, started: local.started, signedOut: local.signedOut };
  return { ...state, me: guess(state) };
}

function take({ kind, data }) {
  phone.keepRegistered();
  lease.beat();
  if (kind === "picture") Object.assign(known, { me: data.me, queues: data.queues ?? {}, system: data.system, team: data.team, picks: data.picks ?? null, rules: data.rules, zone: data.zone });
  else if (kind === "taken") giveWay(data);
  else if (kind === "me") known.me = data;
  else if (kind === "team" || kind === "picks") known[kind] = data;
  else if (kind === "queue") known.queues[data.id] = data;
  else known.system = { engine: data.engine, telephony: data.telephony };
  if (kind === "picture") goOn();
  update();
}

// Another page, perhaps on another machine, has become this person's telephone.
function giveWay({ page, device, since }) {
  if (page === PAGE || !(phone.agent || lease.held)) return;
  lease.told({ device, since });
}

function takeOver() {
  if (!lease.held) {
    tabs.take();
    return;
  }
  lease.seize();
  if (!local.started) begin();
}

// Lost to another computer, or come free there.
function leaseChanged() {
  if (!lease.held && local.started) startPhone();
  else if (lease.held && phone.agent) phone.leave();
  update();
}

function update() {
  const state = stateNow();
  const view = viewOf(state);
  if (state.me) desk.dataset.browser = String(state.me.agent.browser);
  if (showView(desk, view)) changed(state, view);
  fillPanel(desk, state, view);
  fillTop(state, view);
  fillLines(desk, state, view);
  fillDay(state, view);
  fillDialling(state, view);
  fillMail(state, view);
  fillTaken(state);
  fillPicks(state, view);
  fillWhere(desk, state);
  fillElsewhere(desk, state, view);
  fillBanner(state, view, live.silence);
  showCard(WITH_CALL.has(view) ? (state.me.call?.id ?? "") : "", update);
  popOf(WITH_CALL.has(view) ? state.me.call?.id : "", IN_CALL.has(view));
  scriptOf(WITH_CALL.has(view) ? (state.me.call?.id ?? "") : "", IN_CALL.has(view) || view === "wrapup", IN_CALL.has(view));
  recordsOf(WITH_CALL.has(view) ? (state.me.call?.id ?? "") : "", IN_CALL.has(view) || view === "wrapup");
  knowledgeOf(WITH_CALL.has(view) ? (state.me.call?.id ?? "") : "", state.me?.work?.queue ?? "");
  headset.update();
  setPrefix(phone.muted ? `${word("muted_prefix")} ` : "");
  comeBack(state);
}

function changed(state, view) {
  local.changedAt = performance.now();
  local.downSince = view === "down" ? now() : 0;
  const word_ = state.me ? stateWord(view, state.me) : "";
  // Emptied, or a second call of the same caller would not be said.
  setText(byId("say-now"), "");
  if (view === "ringing" && state.me.agent.line !== "up") announce(state);
  else {
    ring.stop();
    stopAnswering();
    calm();
    setText(byId("say"), word_);
  }
  if (!IN_CALL.has(view)) closeAll(view === "ringing");
  // The records follow the call's end within a moment.
  if (IN_CALL.has(local.view)) setTimeout(() => byId("mine").dispatchEvent(new Event("refresh")), 1500);
  local.view = view;
}

function announce(state) {
  const { call } = state.me;
  const who = [call.name || call.number || word("hidden_number"), call.queue].filter(Boolean).join(" · ");
  const ringAloud = () => {
    show(byId("answer-soon"), false);
    if (state.me.agent.browser) ring.start();
  };
  const soon = state.me.agent.browser && call.auto && answerSoon(() => phone.answer(), ringAloud, () => !causeOf(stateNow()));
  if (soon) show(byId("answer-soon"), true);
  else ringAloud();
  attract(call.id, who, () => secondsLeft(stateNow()));
  setText(byId("say-now"), word("call_from", { who }));
}

// The page was loaded anew in mid-talk: its telephone holds no talk, so the engine rings it once more.
function comeBack({ me, connected }) {
  if (local.returned || !me || !connected || !me.agent.browser || !phone.registered) return;
  local.returned = true;
  if (["ringing", "talking", "dialling"].includes(me.agent.mode) && !phone.session) ask("back");
}

async function goOn() {
  if (local.started || !known.me) return;
  // Who may come back to the browser passes its gate then.
  if (!known.me.agent.browser) local.started = !known.me.agent.both;
  else if (await mayGoOn()) await begin();
  update();
}

// A stream that is refused tells no reason: ask for something small to know whether the session is over.
async function askWhoAmI() {
  local.signedOut = await get(byId("mine").getAttribute("hx-get")).then(() => false, ({ status }) => Boolean(status));
  update();
}

async function startPhone() {
  if (!microphone.stream || phone.agent || local.starting || lease.held || tabs.owner !== "mine") return;
  local.starting = true;
  local.returned = false;
  try {
    lease.told((await phone.start(desk.dataset.phone, PAGE, microphone.stream, lease.wish())).held);
  } finally {
    local.starting = false;
  }
}

async function finishWrapUp() {
  if (!mayLeaveWrapUp(stateNow())) return;
  await resultSent();
  if (local.view !== "wrapup") return;
  const [what, values] = mainKey("wrapup", known.me.agent.next);
  ask(what, values, [byId("after")]);
}

function toggleHold() {
  ask(local.view === "held" ? "resume" : "hold", {}, [byId("hold")]);
}

// A session the engine knows nothing of for some seconds is dead, however alive it looks here.
function dropStale() {
  const stale = live.connected && phone.session && known.me && !["ringing", "talking", "dialling"].includes(known.me.agent.mode);
  if (!stale) local.stale = 0;
  else if (!local.stale) local.stale = now();
  else if (now() - local.stale > STALE) phone.drop();
}

const begin = startShift(microphone, () => {
  local.started = true;
  phone.useMicrophone(microphone.stream);
  startPhone();
  update();
});

// A pulled headset is told and heard; the talk goes on through what is left.
function microphoneChanged({ gone, back }) {
  phone.useMicrophone(microphone.stream);
  if (!gone && !back) return;
  if (gone) beep();
  if (!microphone.live) complain(word("headset_gone"));
  else complain(word(gone ? "headset_other" : "headset_back", { name: microphone.label }));
}

const headset = new Headset(
  { answer: () => phone.answer(), hangUp: () => ask("hangup"), toggleMute: () => phone.toggleMute() },
  () => ({ ringing: local.view === "ringing", talking: local.view === "talking", held: local.view === "held", muted: phone.muted }),
);

const talksHere = ({ agent, call }) => agent.browser && agent.mode === "talking" && call?.mode === "talk";
new Healer({ phone, line, talks: () => live.connected && local.started && tabs.owner === "mine" && known.me !== null && talksHere(known.me), askBack: () => ask("back") });

watchAsks(document);
watchTyping();
headset.start();
startDialogs();
startDialling();
startDialButtons(told);
startNotes();
startScript();
startRecords();
startKnowledge();
startMail();
startPicks();
startWhere();
startKeypad(phone);
startTransfer();
startLines(phone);
startDay(stateNow);
startCheck({ microphone, phone, mayEcho: () => phone.registered && !WITH_CALL.has(local.view) });
startKeys({
  view: () => local.view,
  next: () => known.me?.agent.next ?? "",
  changedAt: () => local.changedAt,
  answer: () => known.me.agent.browser && phone.answer(),
  ask,
  finish: finishWrapUp,
  toggleMute: () => phone.toggleMute(),
  toggleHold,
  openDial,
  openPicks,
});
byId("after").addEventListener("click", finishWrapUp);
byId("answer").addEventListener("click", () => phone.answer());
byId("decline").addEventListener("click", () => ask("hangup", {}, [byId("decline")]));
byId("mute").addEventListener("click", () => phone.toggleMute());
byId("hold").addEventListener("click", toggleHold);
byId("take-over").addEventListener("click", takeOver);
lease.addEventListener("change", leaseChanged);
byId("check").addEventListener("click", () => {
  live.retry();
  phone.retry();
  if (local.started && !microphone.live) microphone.again();
});
microphone.addEventListener("change", ({ detail }) => microphoneChanged(detail));
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
  tickDay(stateNow(), local.view);
  fillRetry(desk, live);
  remind(local.view, phone.muted);
  dropStale();
  if (!live.connected) update();
});
