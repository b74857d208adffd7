// A headset's buttons and lamps: the telephony usage page (0x0B) and the LED page (0x08) of the «HID Usage Tables».
// Pure: it reads a device's description and its reports, and makes reports; headset.js does the rest.
const TELEPHONY = 0x0b;
const INPUTS = { hook: 0x000b0020, mute: 0x000b002f };
const LAMPS = { mute: 0x00080009, offHook: 0x00080017, ring: 0x00080018, hold: 0x00080020 };

export const FILTERS = [{ usagePage: TELEPHONY }];

// Where each button and lamp of a device stands: {inputs: {hook: {report, bit, toggles}}, lamps: {ring: {report, bit}},
// sizes: {report: bytes}}. A button that `toggles` says «pressed»; another says its state.
export function describe(collections) {
  const found = { inputs: {}, lamps: {}, sizes: {} };
  for (const collection of every(collections)) {
    for (const report of collection.inputReports ?? []) place(report, INPUTS, found.inputs);
    for (const report of collection.outputReports ?? []) {
      found.sizes[report.reportId] = Math.max(found.sizes[report.reportId] ?? 0, place(report, LAMPS, found.lamps));
    }
  }
  return found;
}

function every(collections) {
  return collections.flatMap((one) => [one, ...every(one.children ?? [])]);
}

// Notes where the wanted usages lie in a report; returns its length in bytes.
function place(report, wanted, found) {
  let bit = 0;
  for (const item of report.items ?? []) {
    const size = item.reportSize ?? 0;
    for (let at = 0; at < (item.reportCount ?? 0); at += 1) {
      const usage = usageAt(item, at);
      const [name] = Object.entries(wanted).find(([, one]) => one === usage) ?? [];
      if (name && !item.isConstant && !found[name]) found[name] = { report: report.reportId, bit, toggles: !item.isAbsolute };
      bit += size;
    }
  }
  return Math.ceil(bit / 8);
}

function usageAt(item, at) {
  if (item.isRange) return item.usageMinimum + at <= item.usageMaximum ? item.usageMinimum + at : 0;
  // The last usage stands for all that follow it.
  return item.usages?.[Math.min(at, item.usages.length - 1)] ?? 0;
}

// The buttons of one input report: {hook: true, mute: false}, only those that this report carries.
export function pressed(inputs, report, data) {
  const read = ({ bit }) => bit >> 3 < data.byteLength && Boolean((data.getUint8(bit >> 3) >> (bit & 7)) & 1);
  return Object.fromEntries(Object.entries(inputs).filter(([, one]) => one.report === report).map(([name, one]) => [name, read(one)]));
}

// The output reports that light the lamps as `on` says ({ring: true, offHook: false}): [[report, bytes], …].
export function reports({ lamps, sizes }, on) {
  const made = new Map();
  for (const [name, { report, bit }] of Object.entries(lamps)) {
    if (!made.has(report)) made.set(report, new Uint8Array(sizes[report]));
    if (on[name]) made.get(report)[bit >> 3] |= 1 << (bit & 7);
  }
  return [...made];
}
