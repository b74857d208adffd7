import assert from "node:assert/strict";
import test from "node:test";
import { describe, pressed, reports } from "../js/desk/hid.js";

// As a usual headset describes itself: a switch with a state, a button that toggles, padding, lamps in another report.
const bit = (usage, more = {}) => ({ reportSize: 1, reportCount: 1, usages: [usage], isAbsolute: true, ...more });
const padding = (size) => ({ reportSize: 1, reportCount: size, isConstant: true, usages: [] });
const HEADSET = [
  { usagePage: 0x0c, inputReports: [{ reportId: 1, items: [bit(0x000c00e9)] }] },
  {
    usagePage: 0x0b,
    inputReports: [{ reportId: 2, items: [padding(2), bit(0x000b0020), bit(0x000b002f, { isAbsolute: false }), padding(4)] }],
    children: [{ outputReports: [{ reportId: 3, items: [bit(0x00080018), padding(7), bit(0x00080017), bit(0x00080009), padding(6)] }] }],
  },
];

test("buttons and lamps are found where the device says they are", () => {
  const { inputs, lamps, sizes } = describe(HEADSET);
  assert.deepEqual(inputs, { hook: { report: 2, bit: 2, toggles: false }, mute: { report: 2, bit: 3, toggles: true } });
  assert.deepEqual([lamps.ring.bit, lamps.offHook.bit, lamps.mute.bit], [0, 8, 9]);
  assert.deepEqual(sizes, { 3: 2 });
});

test("a report says which buttons are down", () => {
  const { inputs } = describe(HEADSET);
  assert.deepEqual(pressed(inputs, 2, new DataView(Uint8Array.of(0b0100).buffer)), { hook: true, mute: false });
  assert.deepEqual(pressed(inputs, 1, new DataView(Uint8Array.of(1).buffer)), {});
  assert.deepEqual(pressed(inputs, 2, new DataView(new ArrayBuffer(0))), { hook: false, mute: false });
});

test("a range of usages counts on, and the lamps' report is as long as the device wants it", () => {
  const ranged = [{ inputReports: [{ reportId: 0, items: [{ reportSize: 1, reportCount: 4, isRange: true, usageMinimum: 0x000b001e, usageMaximum: 0x000b0021, isAbsolute: true }] }] }];
  assert.deepEqual(describe(ranged).inputs.hook, { report: 0, bit: 2, toggles: false });
  assert.deepEqual(reports(describe(HEADSET), { ring: true, mute: true }), [[3, Uint8Array.of(1, 2)]]);
  assert.deepEqual(reports(describe(HEADSET), {}), [[3, Uint8Array.of(0, 0)]]);
});
