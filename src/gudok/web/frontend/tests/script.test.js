import assert from "node:assert/strict";
import { test } from "node:test";
import { exitsOf, kindsOf, pointed, renamed, withoutExit, withoutNode, withPairs } from "../js/ivr/flow.js";
import { back, before, here, onward, to, told, values, written, wrong } from "../js/script/way.js";

const SCRIPT = {
  start: "hello",
  values: { name: "Мария" },
  steps: {
    hello: { kind: "say", next: "time" },
    time: { kind: "choice", keep: "Время", answers: [["Да", "wish"], ["Нет", "later"]] },
    wish: { kind: "question", of: "text", keep: "Что нужно", required: true, next: "bye" },
    later: { kind: "question", of: "date", keep: "Когда", next: "bye" },
    bye: { kind: "end", next: "" },
  },
};
const FRESH = { told: [], at: 0, aside: {} };
const led = (...answers) => answers.reduce((way, answer) => told(SCRIPT, way, answer), FRESH);

test("answers lead on, one by one, to the end and behind it", () => {
  const way = led("", "Да", "Чай", "");
  assert.equal(here(SCRIPT, FRESH), "hello");
  assert.equal(here(SCRIPT, led("", "Нет")), "later");
  assert.equal(here(SCRIPT, way), "");
  assert.deepEqual(values(SCRIPT, way), { name: "Мария", Время: "Да", "Что нужно": "Чай" });
});

test("who goes back finds her answer, and goes on with it without losing what is ahead", () => {
  const way = back(back(led("", "Да", "Чай")));
  assert.equal(here(SCRIPT, way), "time");
  assert.equal(before(SCRIPT, way), "Да");
  assert.deepEqual(told(SCRIPT, way, "Да"), { told: led("", "Да", "Чай").told, at: 2, aside: {} });
  assert.equal(back(FRESH).at, 0);
  assert.equal(here(SCRIPT, to(way, 0)), "hello");
});

test("another answer leads elsewhere; what was behind the first is offered again where the way comes there", () => {
  const other = told(SCRIPT, to(led("", "Да", "Чай"), 1), "Нет");
  assert.deepEqual([here(SCRIPT, other), other.told.length, other.aside], ["later", 2, { wish: "Чай" }]);
  const again = told(SCRIPT, back(other), "Да");
  assert.equal(before(SCRIPT, again), "Чай");
  assert.deepEqual(told(SCRIPT, again, "Чай").aside, {});
});

test("what is being written waits aside", () => {
  const way = written(SCRIPT, led("", "Да"), "Кофе мол");
  assert.equal(before(SCRIPT, way), "Кофе мол");
  assert.equal(before(SCRIPT, written(SCRIPT, back(led("", "Да", "Чай")), "")), "");
});

test("an answer is of its kind", () => {
  const { wish, later, time } = SCRIPT.steps;
  assert.deepEqual([wrong(wish, ""), wrong(wish, "Чай"), wrong(later, ""), wrong(later, "завтра"), wrong(later, "2026-12-01")], ["needs", "", "", "date", ""]);
  assert.deepEqual([wrong(time, "Может быть"), wrong(time, "Да"), wrong({ kind: "question", of: "number" }, "12,5")], ["needs", "", ""]);
  assert.equal(onward(time, "Может быть"), "");
});

const KINDS = kindsOf([
  { kind: "say", exits: ["next"], many: "", fields: [] },
  { kind: "choice", exits: [], many: "answers", fields: [] },
]);
const FLOW = {
  start: "choice1",
  nodes: { choice1: { kind: "choice", answers: [{ answer: "Нет", to: "say2" }, { answer: "Да", to: "" }] }, say2: { kind: "say", next: "" } },
};

test("in the editor answers keep the order they were written in, whatever becomes of them", () => {
  const names = (flow) => exitsOf(flow.nodes.choice1, KINDS).map(({ name, to: where }) => [name, where]);
  assert.deepEqual(names(FLOW), [["case:Нет", "say2"], ["case:Да", ""]]);
  assert.deepEqual(names(pointed(FLOW, "choice1", "case:Да", "say2", KINDS)), [["case:Нет", "say2"], ["case:Да", "say2"]]);
  assert.deepEqual(names(renamed(FLOW, "choice1", "Нет", "Позже", KINDS)), [["case:Позже", "say2"], ["case:Да", ""]]);
  assert.deepEqual(names(withoutExit(FLOW, "choice1", "Нет", KINDS)), [["case:Да", ""]]);
  assert.deepEqual(names(withoutNode(FLOW, "say2", KINDS)), [["case:Нет", ""], ["case:Да", ""]]);
  assert.deepEqual(names(withPairs(FLOW, "choice1", [["1", ""]], KINDS)), [["case:1", ""]]);
});
