import assert from "node:assert/strict";
import test from "node:test";
import { crowd, minutesTo, roomOf, usedToday } from "../js/desk/rest.js";

const MINUTE = 60_000;
const me = (agent = {}, spent = {}) => ({ agent: { mode: "ready", reason: "", since: 0, ...agent }, rest: { spent, midnight: 1000 * MINUTE } });
const lunch = { id: "lunch", daily: 60 * MINUTE, most: 3, scope: "centre" };

test("what runs counts to what was used, from midnight on", () => {
  assert.equal(usedToday(me({}, { lunch: 5 }), "lunch", 9), 5);
  const on = me({ mode: "paused", reason: "lunch", since: 990 * MINUTE }, { lunch: 3 * MINUTE });
  assert.equal(usedToday(on, "lunch", 1010 * MINUTE), 13 * MINUTE);
  assert.equal(usedToday(on, "smoke", 1010 * MINUTE), 0);
});

test("the crowd is counted in the centre, or in the fullest of one's own queues", () => {
  const resting = { all: 5, queues: { q1: 1, q2: 2, q9: 4 } };
  assert.deepEqual(crowd(lunch, resting, ["q1"]), { on: 5, most: 3 });
  assert.deepEqual(crowd({ ...lunch, scope: "queue" }, resting, ["q1", "q2"]), { on: 2, most: 3 });
  assert.deepEqual(crowd({ ...lunch, scope: "queue" }, undefined, []), { on: 0, most: 3 });
  assert.equal(crowd({ ...lunch, most: 0 }, resting, ["q1"]), null);
  assert.equal(crowd(undefined, resting, []), null);
});

test("the menu says beforehand what would be refused", () => {
  assert.deepEqual(roomOf(lunch, me({}, { lunch: 60 * MINUTE }), undefined, [], 0), { key: "used_up" });
  assert.deepEqual(roomOf(lunch, me(), undefined, [], 0), { key: "room_of", on: 0, most: 3 });
  assert.deepEqual(roomOf(null, me(), undefined, [], 0), { key: "" });
});

test("the planned time is told in minutes", () => {
  assert.equal(minutesTo("13:30", "13:05"), 25);
  assert.equal(minutesTo("13:00", "13:05"), -5);
});
