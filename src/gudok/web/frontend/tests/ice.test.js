import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import test from "node:test";
import { dontWait, renewWay, way } from "../js/desk/ice.js";

const HOST = { candidate: "candidate:1 1 udp 2113937151 10.0.0.5 50000 typ host generation 0" };
const RELAY = { candidate: "candidate:3 1 udp 41885439 203.0.113.7 50002 typ relay raddr 0.0.0.0 rport 0" };

test("a way over TURN ends the search at once, any other within a second", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  for (const [candidate, wait] of [[RELAY, 0], [HOST, 1000]]) {
    const session = new EventEmitter();
    let ready = 0;
    dontWait(session);
    session.emit("icecandidate", { candidate, ready: () => (ready += 1) });
    if (wait) {
      context.mock.timers.tick(wait - 1);
      assert.equal(ready, 0);
      context.mock.timers.tick(1);
    }
    assert.equal(ready, 1);
  }
});

test("the way is asked for when it is time, and stays when nobody answers", async (context) => {
  const config = { iceServers: [{ urls: ["turn:t.example"], username: "1:alice", credential: "x" }], iceTransportPolicy: "all" };
  let asked = 0;
  let good = true;
  globalThis.document = { body: { dataset: { ice: "/telephone/ice" } } };
  context.mock.method(globalThis, "fetch", async () => {
    asked += 1;
    if (!good) throw new TypeError("down");
    return Response.json({ config, renew_s: 100 });
  });
  context.mock.timers.enable({ apis: ["Date"], now: 1_000_000 });
  assert.deepEqual(way(), { pcConfig: { iceServers: [] } });
  await renewWay();
  await renewWay();
  assert.equal(asked, 1);
  assert.deepEqual(way(), { pcConfig: config });
  context.mock.timers.tick(101_000);
  good = false;
  await renewWay();
  assert.equal(asked, 2);
  assert.deepEqual(way(), { pcConfig: config });
});
