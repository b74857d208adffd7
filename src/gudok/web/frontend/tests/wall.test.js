import assert from "node:assert/strict";
import test from "node:test";
import { Levels } from "../js/wall/levels.js";
import { byNeed, sums, worstFirst } from "../js/wall/sums.js";

test("a long wait warns only after its delay, and leaves with a margin", () => {
  const levels = new Levels();
  const at = (value, now) => levels.of("oldest", value, { now }).level;
  assert.equal(at(41, 0), "ok");
  assert.equal(at(50, 9), "ok");
  assert.equal(at(51, 10), "warn");
  assert.equal(at(38, 11), "warn");
  assert.equal(at(30, 12), "ok");
});

test("nobody ready while someone waits is bad after five seconds, and names an action", () => {
  const levels = new Levels();
  levels.of("nobody", 1, { now: 0 });
  assert.deepEqual(levels.of("nobody", 1, { now: 5 }), { level: "bad", action: "do_nobody_ready" });
  assert.equal(levels.of("nobody", 0, { now: 6 }).level, "ok");
});

test("few calls say nothing about the service level", () => {
  const levels = new Levels();
  assert.equal(levels.of("sl", 20, { count: 9, now: 0 }).level, "ok");
  assert.equal(levels.of("sl", 20, { count: 10, now: 1 }).level, "bad");
  assert.equal(levels.of("sl", 95, { count: 12, now: 2 }).level, "ok");
});

const row = (id, values) => ({ id, name: id, waiting: 0, oldest: 0, answered: 0, lost: 0, recent: 0, in_time: 0, target: 80, ...values });

test("tiles sum up the queues", () => {
  const queues = { a: row("a", { waiting: 2, oldest: 50, answered: 8, lost: 2, recent: 10, in_time: 7 }), b: row("b", { waiting: 1, oldest: 40, target: 90 }) };
  const figures = sums(queues, { x: { mode: "ready" }, y: { mode: "held" }, z: { mode: "unreachable" } }, { c: { mode: "talk" }, d: { mode: "waiting" } });
  assert.equal(figures.waiting, 3);
  assert.equal(figures.oldest, 40);
  assert.equal(figures.sl, 70);
  assert.equal(figures.target, 90);
  assert.equal(figures.lostShare, 20);
  assert.equal(figures.talks, 1);
  assert.deepEqual(figures.crew, { ready: 1, talking: 1, wrapup: 0, paused: 1 });
  assert.deepEqual(worstFirst(queues).map(({ id }) => id), ["a", "b"]);
});

test("operators who need help come first, those off shift not at all", () => {
  const agents = {
    a: { name: "А", mode: "ready", since: 1 },
    b: { name: "Б", mode: "paused", reason: "missed", since: 5 },
    c: { name: "В", mode: "held", since: 0 },
    d: { name: "Г", mode: "away", since: 0 },
    e: { name: "Д", mode: "wrapup", since: 3, until: 10 },
  };
  assert.deepEqual(byNeed(agents, 100_000).map(({ name }) => name), ["Б", "Д", "В", "А"]);
});
