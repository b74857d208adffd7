import assert from "node:assert/strict";
import test from "node:test";
import { inOrder, newId, put, room } from "../js/wall/grid.js";
import { Levels } from "../js/wall/levels.js";
import { operator, who } from "../js/wall/people.js";
import { byNeed, chosen, sums, waits, worstFirst } from "../js/wall/sums.js";

const OLDEST = { warn: 40, bad: 90, delay: 10, leave: 0.8, action: "do_wait" };
const NOBODY = { warn: null, bad: 1, delay: 5, leave: 1, action: "do_nobody_ready" };
const LEVEL = { warn: 80, bad: 70, falling: true, least: 10, delay: 0, leave: 1.02, action: "do_sl" };

test("a long wait warns only after its delay, and leaves with a margin", () => {
  const levels = new Levels();
  const at = (value, now) => levels.of("oldest", OLDEST, value, { now }).level;
  assert.equal(at(41, 0), "ok");
  assert.equal(at(50, 9), "ok");
  assert.equal(at(51, 10), "warn");
  assert.equal(at(38, 11), "warn");
  assert.equal(at(30, 12), "ok");
});

test("nobody ready while someone waits is bad after five seconds, and names an action", () => {
  const levels = new Levels();
  levels.of("nobody", NOBODY, 1, { now: 0 });
  assert.deepEqual(levels.of("nobody", NOBODY, 1, { now: 5 }), { level: "bad", action: "do_nobody_ready" });
  assert.equal(levels.of("nobody", NOBODY, 0, { now: 6 }).level, "ok");
});

test("few calls say nothing about the service level", () => {
  const levels = new Levels();
  assert.equal(levels.of("sl", LEVEL, 20, { count: 9, now: 0 }).level, "ok");
  assert.equal(levels.of("sl", LEVEL, 20, { count: 10, now: 1 }).level, "bad");
  assert.equal(levels.of("sl", LEVEL, 95, { count: 12, now: 2 }).level, "ok");
});

test("each tile has thresholds of its own, or none", () => {
  const levels = new Levels();
  const own = { warn: 1, bad: 3, delay: 0, leave: 1, action: "" };
  assert.equal(levels.of("1:a", own, 2, { now: 0 }).level, "warn");
  assert.equal(levels.of("1:b", { ...own, warn: null, bad: null }, 99, { now: 0 }).level, "ok");
  assert.equal(levels.of("1:c", { ...own, warn: null }, 3, { now: 0 }).level, "bad");
  assert.equal(levels.of("1:d", { ...own, falling: true, warn: null, bad: 2 }, 1, { now: 0 }).level, "bad");
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
  assert.equal(figures.answered, 8);
  assert.deepEqual(figures.crew, { ready: 1, talking: 1, wrapup: 0, paused: 1 });
  assert.deepEqual(worstFirst(queues).map(({ id }) => id), ["a", "b"]);
});

test("a tile is about its queues and its teams alone; what is no more leaves it empty, not full", () => {
  const known = {
    queues: { q1: row("q1"), q2: row("q2") },
    agents: { o1: { serves: ["q1"] }, o2: { serves: ["q2"] }, o3: { serves: ["q1", "q2"] } },
    calls: { a: { queue_id: "q1" }, b: { queue_id: "q2" }, c: { queue_id: "" } },
  };
  const ids = ({ queues, agents, calls }) => [queues, agents, calls].map((rows) => Object.keys(rows).join(" "));
  assert.deepEqual(ids(chosen(known, { queues: [] })), ["q1 q2", "o1 o2 o3", "a b c"]);
  assert.deepEqual(ids(chosen(known, { queues: ["q2"] })), ["q2", "o2 o3", "b"]);
  assert.deepEqual(ids(chosen(known, { queues: ["q2"], operators: ["o1", "o3"] })), ["q2", "o3", "b"]);
  assert.deepEqual(ids(chosen(known, { queues: ["q9"] })), ["", "", ""]);
  assert.deepEqual(ids(chosen(known, { queues: [], operators: [] })), ["q1 q2", "", "a b c"]);
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

test("whose break or wrap-up takes too long comes before the others, a missed call before them", () => {
  const at = (name, mode, more = {}) => ({ name, mode, reason: "", until: 0, since: 0, ...more });
  const agents = { a: at("a", "ready"), b: at("b", "paused", { reason: "lunch", until: 50 }), c: at("c", "paused", { reason: "lunch", until: 500 }), d: at("d", "wrapup", { until: 60 }), e: at("e", "paused", { reason: "unfinished" }) };
  assert.deepEqual(byNeed(agents, 100).map((row) => row.name), ["e", "b", "d", "c", "a"]);
});

test("waiting calls: the longest wait first, talks not among them", () => {
  const calls = { a: { id: "a", mode: "talk", since: 1 }, b: { id: "b", mode: "waiting", since: 9 }, c: { id: "c", mode: "offered", since: 2 }, d: { id: "d", mode: "waiting", since: 5 } };
  assert.deepEqual(waits(calls).map(({ id }) => id), ["d", "b", "c"]);
});

test("a television tells no customer's name, and of operators initials unless it may", () => {
  const maria = { name: "Мария", number: "+7 912 •••-••-89", vip: true };
  assert.equal(who(maria, "?"), "Мария · VIP");
  assert.equal(who(maria, "?", { masked: true }), "+7\u00a0912\u00a0•••\u2011••\u201189 · VIP");
  assert.equal(who({ name: "", number: "" }, "скрыт", { masked: true }), "скрыт");
  assert.equal(operator("анна Белова", { nameless: true }), "А. Б.");
  assert.equal(operator("Анна Белова"), "Анна Белова");
  assert.equal(operator("", { nameless: true }), "");
});

const tile = (id, x, y, w, h) => ({ id, x, y, w, h });
const places = (tiles) => tiles.map(({ x, y, w, h }) => [x, y, w, h]);

test("a tile that is put over others pushes them down, and them those below", () => {
  const tiles = [tile("a", 0, 0, 4, 2), tile("b", 4, 0, 4, 2), tile("c", 4, 2, 8, 2)];
  assert.deepEqual(places(put(tiles, "a", { x: 4 })), [[4, 0, 4, 2], [4, 2, 4, 2], [4, 4, 8, 2]]);
  assert.deepEqual(places(put(tiles, "a", { y: 1 })), [[0, 1, 4, 2], [4, 0, 4, 2], [4, 2, 8, 2]]);
  assert.deepEqual(places(put(tiles, "b", { h: 5 })), [[0, 0, 4, 2], [4, 0, 4, 5], [4, 5, 8, 2]]);
});

test("no tile leaves the grid, and none is put where there is no room", () => {
  const tiles = [tile("a", 10, 0, 2, 2), tile("b", 0, 0, 12, 46)];
  assert.deepEqual(places(put([tiles[0]], "a", { x: 15, y: -4 })), [[10, 0, 2, 2]]);
  assert.deepEqual(places(put([tiles[0]], "a", { w: 9, h: 99 })), [[10, 0, 2, 48]]);
  assert.equal(put([tile("a", 0, 0, 12, 3), tile("b", 0, 3, 12, 45)], "a", { h: 4 }), null);
});

test("after any move nothing lies over anything", () => {
  let seed = 7;
  const dice = (n) => { seed = (seed * 48_271) % 2_147_483_647; return seed % n; };
  let tiles = [];
  for (let n = 0; n < 12; n += 1) {
    const [w, h] = [1 + dice(6), 1 + dice(3)];
    tiles.push({ id: newId(tiles), ...room(tiles, w, h), w, h });
  }
  for (let n = 0; n < 300; n += 1) {
    const id = tiles[dice(tiles.length)].id;
    tiles = put(tiles, id, n % 3 ? { x: dice(12), y: dice(12) } : { w: 1 + dice(7), h: 1 + dice(3) }) ?? tiles;
    const cells = tiles.flatMap(({ x, y, w, h }) => Array.from({ length: w * h }, (_, at) => `${x + (at % w)} ${y + Math.floor(at / w)}`));
    assert.equal(new Set(cells).size, cells.length);
    assert.ok(tiles.every(({ x, w }) => x >= 0 && x + w <= 12));
  }
  assert.deepEqual(inOrder(tiles).map(({ y }) => y), tiles.map(({ y }) => y).sort((a, b) => a - b));
});
