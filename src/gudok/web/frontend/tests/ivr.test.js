import assert from "node:assert/strict";
import { test } from "node:test";
import { about, addNode, blank, changed, exitsOf, kindsOf, newId, pointed, withoutExit, withoutNode } from "../js/ivr/flow.js";
import { layout } from "../js/ivr/layout.js";
import { fitting, within } from "../js/ivr/zoom.js";

const KINDS = kindsOf([
  { kind: "say", exits: ["next"], many: "", fields: [{ name: "sounds", default: [] }] },
  { kind: "menu", exits: ["nothing", "wrong"], many: "keys", fields: [{ name: "sounds", default: [] }] },
  { kind: "queue", exits: [], many: "", fields: [{ name: "queue", default: "" }] },
]);
const FLOW = {
  start: "say1",
  nodes: {
    say1: { kind: "say", sounds: ["welcome"], next: "menu2" },
    menu2: { kind: "menu", sounds: [], keys: { 0: "menu2", 1: "queue3", 2: "queue4" }, nothing: "queue3", wrong: "queue4" },
    queue3: { kind: "queue", queue: "sales" },
    queue4: { kind: "queue", queue: "" },
  },
};
const shape = (flow) => Object.entries(flow.nodes).map(([id, node]) => ({ id, exits: exitsOf(node, KINDS) }));

test("ways out stand as on a telephone: 1 before 0, then what was not pressed", () => {
  assert.deepEqual(exitsOf(FLOW.nodes.menu2, KINDS).map((exit) => exit.name), ["key:1", "key:2", "key:0", "nothing", "wrong"]);
});

test("a node's number is never given twice, not even after it is gone", () => {
  assert.equal(newId(FLOW, "say"), "say5");
  assert.equal(newId(FLOW, "say", ["say9"]), "say10");
});

test("the first node of all is the beginning", () => {
  const flow = addNode({ start: "", nodes: {} }, "say1", blank("say", KINDS));
  assert.deepEqual(flow, { start: "say1", nodes: { say1: { kind: "say", sounds: [], next: "" } } });
});

test("a new node keeps what is the whole flow's own", () => {
  assert.equal(addNode({ start: "a", steps: 30, nodes: {} }, "say1", {}).steps, 30);
});

test("a picture is fitted to its place, never larger than drawn, never too small to be read", () => {
  assert.equal(fitting(900, 600), 1);
  assert.equal(fitting(900, 1200), 0.75);
  assert.equal(fitting(900, 9000), 0.5);
  assert.equal(fitting(900, 9000, 0.8), 0.8);
  assert.equal(fitting(900, 0), 1);
  assert.deepEqual([within(0.79999), within(0.1), within(7)], [0.8, 0.5, 1.5]);
});

test("a way out is pointed elsewhere, and the flow before stays as it was", () => {
  const flow = pointed(FLOW, "menu2", "key:1", "queue4", KINDS);
  assert.equal(flow.nodes.menu2.keys[1], "queue4");
  assert.equal(FLOW.nodes.menu2.keys[1], "queue3");
  assert.equal(pointed(FLOW, "menu2", "nothing", "", KINDS).nodes.menu2.nothing, "");
  assert.deepEqual(Object.keys(withoutExit(FLOW, "menu2", "1", KINDS).nodes.menu2.keys), ["0", "2"]);
});

test("what led to a node that goes leads on where it led, if that is one place", () => {
  const between = pointed(addNode(changed(FLOW, "say1", { next: "say9" }), "say9", { kind: "say", sounds: [], next: "menu2" }), "say9", "next", "menu2", KINDS);
  assert.equal(withoutNode(between, "say9", KINDS).nodes.say1.next, "menu2");
  assert.equal(withoutNode(FLOW, "say1", KINDS).start, "menu2");
  const less = withoutNode(FLOW, "queue3", KINDS);
  assert.deepEqual([less.nodes.menu2.keys[1], less.nodes.menu2.nothing], ["", ""]);
});

test("a node tells its first words", () => {
  const offered = { prompts: [{ code: "welcome", name: "Welcome", text: "Hello, this is us", url: "/welcome.wav" }, { code: "beep", name: "A beep", text: "comes along", url: "/beep.wav", urls: { ru: "/beep.wav" } }], queues: [{ code: "sales", name: "Sales" }], schedules: [] };
  assert.equal(about(FLOW.nodes.say1, offered, KINDS), "Hello, this is us");
  assert.equal(about({ kind: "say", sounds: ["welcome", "beep"] }, offered, KINDS), "Hello, this is us · A beep");
  assert.equal(about(FLOW.nodes.queue3, offered, KINDS), "Sales");
});

test("columns go from the beginning on, and no node lies over another", () => {
  const { places } = layout(shape(FLOW), "say1");
  assert.ok(places.say1.x < places.menu2.x && places.menu2.x < places.queue3.x);
  assert.equal(places.queue3.x, places.queue4.x);
  const all = Object.values(places);
  for (const a of all) for (const b of all) assert.ok(a === b || a.x !== b.x || a.y + a.h <= b.y || b.y + b.h <= a.y);
});

test("what the first key leads to stands above what the second does", () => {
  const { places } = layout(shape(FLOW), "say1");
  assert.ok(places.queue3.y < places.queue4.y);
});

test("an arrow back is marked as one and stays within the picture", () => {
  const { arrows, height } = layout(shape(FLOW), "say1");
  const back = arrows.find((arrow) => arrow.name === "key:0");
  assert.ok(back.back);
  for (const [, y] of back.path.matchAll(/V(\d+)/g)) assert.ok(Number(y) < height);
  assert.equal(arrows.filter((arrow) => arrow.back).length, 1);
});

test("a way that leads nowhere is a short end, and nodes nothing leads to are drawn too", () => {
  const flow = addNode(pointed(FLOW, "menu2", "wrong", "", KINDS), "say8", blank("say", KINDS));
  const { arrows, places } = layout(shape(flow), "say1");
  assert.equal(arrows.find((arrow) => arrow.name === "wrong").to, "");
  assert.ok(places.say8);
});

test("two hundred nodes are laid out in no time", () => {
  const nodes = Array.from({ length: 200 }, (_, n) => ({ id: `n${n}`, exits: [1, 2, 7].map((step) => ({ name: `key:${step}`, to: `n${n + step}` })) }));
  const began = performance.now();
  layout(nodes, "n0");
  assert.ok(performance.now() - began < 2000);
});
