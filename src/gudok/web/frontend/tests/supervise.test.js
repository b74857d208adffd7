import assert from "node:assert/strict";
import test from "node:test";
import { helpRows, operatorPowers, operatorRows, queuePowers, undoOf, waitingPowers, waitingRows, wayOf } from "../js/supervise/powers.js";

const ALL = new Set(["listen", "whisper", "barge", "take", "ready", "pause", "leave", "message", "end", "first", "back", "move", "give", "close", "open"]);
const agent = (id, more) => ({ id, name: id, mode: "ready", since: 0, reason: "", until: 0, help: 0, reachable: true, in_talk: false, call_id: "", ...more });
const call = (id, more) => ({ id, mode: "waiting", queue: "Sales", queue_id: "q1", since: 0, first: false, vip: false, ...more });
const keyed = (rows) => Object.fromEntries(rows.map((row) => [row.id, row]));
const whats = (powers) => powers.map(({ what }) => what);

test("who needs help stands first, who is off shift or supervises not at all", () => {
  const rows = operatorRows(keyed([
    agent("ready"), agent("gone", { mode: "away" }), agent("boss", { mode: "supervising" }), agent("missed", { mode: "paused", reason: "missed" }),
    agent("late", { mode: "wrapup", until: 5 }), agent("held", { mode: "held", since: 0 }), agent("sos", { mode: "talking", help: 90_000 }), agent("talks", { mode: "talking" }),
  ]), 100_000);
  assert.deepEqual(rows.map((row) => row.id), ["sos", "missed", "late", "held", "talks", "ready"]);
});

test("the oldest call for help is the first", () => {
  assert.deepEqual(helpRows(keyed([agent("b", { help: 2 }), agent("a", { help: 1 }), agent("c")])).map((row) => row.id), ["a", "b"]);
});

test("only who talks can be listened to, and only a right that one has is offered", () => {
  const talks = agent("o1", { mode: "talking", in_talk: true, call_id: "c1" });
  assert.deepEqual(whats(operatorPowers(talks, ALL, { lunch: "Lunch" })), ["listen", "whisper", "barge", "take", "pause", "leave", "message", "end"]);
  assert.deepEqual(whats(operatorPowers(agent("o1"), ALL, { lunch: "Lunch" })), ["pause", "leave", "message"]);
  assert.deepEqual(whats(operatorPowers(talks, new Set(["listen"]), {})), ["listen"]);
  assert.deepEqual(whats(operatorPowers(agent("o1", { mode: "paused", reason: "lunch" }), ALL, { lunch: "Lunch" })), ["ready", "leave", "message"]);
  assert.deepEqual(whats(operatorPowers(agent("o1", { mode: "paused", reason: "lunch", reachable: false }), ALL, {})), ["leave", "message"]);
});

test("a waiting call goes to open queues and ready operators", () => {
  const queues = keyed([{ id: "q1", name: "Sales", closed: null }, { id: "q2", name: "Help", closed: null }, { id: "q3", name: "Night", closed: { by: "bob" } }]);
  const agents = keyed([agent("free"), agent("away", { mode: "away" }), agent("lost", { reachable: false })]);
  const powers = waitingPowers(call("c1"), ALL, queues, agents);
  assert.deepEqual(powers.map(({ what, values }) => [what, values.queue ?? values.agent ?? ""]), [["first", ""], ["move", "q2"], ["give", "free"], ["end", ""]]);
  assert.deepEqual(whats(waitingPowers(call("c1", { first: true }), new Set(["back"]), queues, agents)), ["back"]);
});

test("waiting calls stand by queue, and there as the engine will serve them", () => {
  const rows = waitingRows(keyed([
    call("late", { since: 2 }), call("early", { since: 1 }), call("vip", { since: 3, vip: true }), call("first", { since: 4, first: true }),
    call("talks", { mode: "talk" }), call("h", { queue: "Help" }),
  ]));
  assert.deepEqual(rows.map((row) => row.id), ["h", "first", "vip", "early", "late"]);
});

test("a queue is closed or opened", () => {
  assert.deepEqual(whats(queuePowers({ id: "q1", closed: null }, ALL)), ["close", "message"]);
  assert.deepEqual(whats(queuePowers({ id: "q1", closed: { by: "bob" } }, new Set(["open"]))), ["open"]);
});

test("what was done can be taken back where it can", () => {
  assert.deepEqual(undoOf("move", { call: "c1", queue: "q2" }, call("c1")), ["move", { call: "c1", queue: "q1" }]);
  assert.deepEqual(undoOf("close", { queue: "q1" }, {}), ["open", { queue: "q1" }]);
  assert.deepEqual(undoOf("pause", { agent: "o1" }, agent("o1")), ["ready", { agent: "o1" }]);
  assert.equal(undoOf("pause", { agent: "o1" }, agent("o1", { mode: "talking" })), null);
  assert.equal(undoOf("end", { call: "c1" }, call("c1")), null);
});

test("how she stands in a talk", () => {
  assert.equal(wayOf(undefined), "idle");
  assert.equal(wayOf(agent("me", { mode: "away" })), "idle");
  assert.equal(wayOf(agent("me", { mode: "supervising", how: "whisper", up: false })), "calling");
  assert.equal(wayOf(agent("me", { mode: "supervising", how: "whisper", up: true })), "whisper");
  assert.equal(wayOf(agent("me", { mode: "talking" })), "talking");
});
