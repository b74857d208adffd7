import assert from "node:assert/strict";
import test from "node:test";
import { causeOf, guess, mainKey, viewOf } from "../js/desk/view.js";

const phone = { registered: true, sound: true, talking: false, ringing: false, answering: false };
const state = (agent, more = {}) => ({
  me: { agent: { mode: "ready", browser: true, reachable: true, reason: "", ...agent }, call: null },
  system: { engine: true, telephony: "up" },
  connected: true,
  phone,
  tab: "mine",
  started: true,
  ...more,
});
const inCall = (call) => ({ ...state({ mode: "talking" }), me: { agent: state({ mode: "talking" }).me.agent, call: { mode: "talk", kind: "", held: 0, ...call } } });

test("each state of the operator has its view", () => {
  assert.equal(viewOf(state({})), "ready");
  assert.equal(viewOf(state({ mode: "ringing" })), "ringing");
  assert.equal(viewOf(state({ mode: "wrapup" })), "wrapup");
  assert.equal(viewOf(state({ mode: "paused", reason: "lunch" })), "paused");
  assert.equal(viewOf(state({ mode: "paused", reason: "missed" })), "missed");
  assert.equal(viewOf(inCall({})), "talking");
  assert.equal(viewOf(inCall({ held: 5 })), "held");
  assert.equal(viewOf(inCall({ mode: "returning" })), "returning");
});

test("the gate stands before the first call, and not before a hardware telephone", () => {
  assert.equal(viewOf(state({}, { started: false })), "gate");
  assert.equal(viewOf(state({ browser: false }, { started: false })), "ready");
});

test("a talk that is rung back comes by itself, it does not ring", () => {
  const back = inCall({ mode: "offered", kind: "comeback" });
  back.me.agent.mode = "ringing";
  assert.equal(viewOf(back), "returning");
});

test("another tab that owns the telephone takes the controls away", () => {
  assert.equal(viewOf(state({ mode: "ringing" }, { tab: "other" })), "elsewhere");
});

test("one cause is named, the nearest to the root", () => {
  assert.equal(causeOf(state({}, { connected: false })), "server");
  assert.equal(causeOf(state({}, { system: { engine: false, telephony: "down" } })), "engine");
  assert.equal(causeOf(state({}, { system: { engine: true, telephony: "down" } })), "telephony");
  assert.equal(causeOf(state({}, { system: { engine: true, telephony: "dead" } })), "dead");
  assert.equal(causeOf(state({}, { phone: { ...phone, registered: false } })), "phone");
  assert.equal(causeOf(state({}, { phone: { ...phone, sound: false } })), "sound");
  assert.equal(viewOf(state({}, { connected: false })), "down");
});

test("a talk stays on the screen when the server is lost", () => {
  const talking = { ...inCall({}), connected: false, phone: { ...phone, talking: true } };
  assert.equal(viewOf({ ...talking, me: guess(talking) }), "talking");
});

test("while the server is silent the telephone tells ringing, talk and their end", () => {
  const silent = (agent, values) => ({ ...state(agent, { connected: false, phone: { ...phone, caller: { name: "Мария", number: "1" }, ...values } }) });
  const ringing = silent({}, { ringing: true });
  assert.equal(guess(ringing).agent.mode, "ringing");
  assert.equal(guess(ringing).call.name, "Мария");
  assert.equal(guess(silent({}, { talking: true })).agent.mode, "talking");
  assert.equal(guess(silent({ mode: "talking" }, {})).agent.mode, "away");
});

test("F2 answers, or does what the button says", () => {
  assert.deepEqual(mainKey("ringing"), ["answer"]);
  assert.deepEqual(mainKey("missed"), ["ready"]);
  assert.deepEqual(mainKey("wrapup", "lunch"), ["pause", { reason: "lunch" }]);
  assert.deepEqual(mainKey("wrapup", "leave"), ["leave"]);
  assert.equal(mainKey("talking"), null);
});
