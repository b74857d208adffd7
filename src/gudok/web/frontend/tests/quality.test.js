import assert from "node:assert/strict";
import test from "node:test";
import { counters, grade, mos, sample } from "../js/desk/quality.js";

test("the E-model's known points", () => {
  // R = 93.2 is a MOS of 4.41 (G.107 Annex B); 150 ms of delay costs 3.6 of R; 177.3 ms is where delay begins to hurt.
  assert.equal(mos({ loss: 0, delay: 0 }).toFixed(2), "4.41");
  assert.equal(mos({ loss: 0, delay: 150 }).toFixed(2), "4.33");
  assert.equal(mos({ loss: 0, delay: 400 }).toFixed(2), "3.05");
  assert.equal(mos({ loss: 0.05, delay: 0 }).toFixed(2), "3.92");
  assert.equal(mos({ loss: 1, delay: 1000 }), 1);
});

test("a quality has a word", () => {
  assert.deepEqual([4.4, 3.8, 3.3, 2].map(grade), ["line_good", "line_fair", "line_poor", "line_bad"]);
});

const report = (received, lost, more = {}) =>
  new Map([
    ["in", { type: "inbound-rtp", kind: "audio", packetsReceived: received, packetsLost: lost, jitter: 0.004, jitterBufferDelay: received * 0.04, jitterBufferEmittedCount: received }],
    ["out", { type: "remote-inbound-rtp", kind: "audio", fractionLost: 0, roundTripTime: 0.05, ...more }],
    ["pair", { type: "candidate-pair", nominated: true, responsesReceived: 3, packetsReceived: received, currentRoundTripTime: 0.06 }],
  ]);

test("a sample is what happened between two reports", () => {
  const made = sample(counters(report(100, 0)), counters(report(345, 5)));
  assert.equal(made.loss, 5 / 250);
  assert.equal(made.jitter, 4);
  assert.equal(made.rtt, 50);
  assert.equal(made.mos.toFixed(2), mos({ loss: 0.02, delay: 25 + 40 + 20 }).toFixed(2));
});

test("the worse direction counts, and a silent line has no sample", () => {
  assert.equal(sample(counters(report(100, 0)), counters(report(200, 0, { fractionLost: 0.1 }))).loss, 0.1);
  assert.equal(sample(counters(report(100, 0)), counters(report(100, 0))), null);
  assert.equal(counters(new Map()), null);
});
