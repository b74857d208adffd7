// How good the line is, by the browser's own statistics, estimated as a MOS with the E-model.
//
// R = 93.2 − Id − Ie,eff and MOS = 1 + 0.035 R + 7·10⁻⁶ R (R − 60)(100 − R): ITU-T G.107 (06/2015), defaults, Annex B.
// Id (delay d in ms, mouth to ear) = 0.024 d + 0.11 (d − 177.3) where d > 177.3: Cole and Rosenbluth, «Voice over IP
// performance monitoring», 2001, a fit to G.107. Ie,eff = Ie + (95 − Ie) Ppl / (Ppl / BurstR + Bpl) with Ie = 0 and
// Bpl = 25.1, G.711 with concealment of lost packets: ITU-T G.113 Appendix I; losses taken as random (BurstR = 1).
// Opus has no values in G.113; it conceals at least as well, so for it the estimate is a cautious one.
const BPL = 25.1;
const R0 = 93.2;
// What codec and packets add to the way of the voice (ms): a packet of 20 ms is whole before it leaves.
const PACKET = 20;
export const GOOD = 4;
export const FAIR = 3.6;
export const POOR = 3.1;

// `loss` as a share 0…1, `delay` one way in milliseconds; the MOS, 1…4.4.
export function mos({ loss, delay }) {
  const percent = loss * 100;
  const r = R0 - 0.024 * delay - (delay > 177.3 ? 0.11 * (delay - 177.3) : 0) - (95 * percent) / (percent + BPL);
  if (r <= 0) return 1;
  return Math.min(4.5, 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r));
}

// The word of a line's quality.
export function grade(value) {
  if (value >= GOOD) return "line_good";
  if (value >= FAIR) return "line_fair";
  return value >= POOR ? "line_poor" : "line_bad";
}

// What a sample is made of, from one getStats() report; `null` before the connection's first packets.
export function counters(report) {
  const found = { received: 0, lost: 0, jitter: 0, waited: 0, emitted: 0, rtt: 0, outLost: 0, heard: 0 };
  let any = false;
  for (const one of report.values()) {
    if (one.type === "inbound-rtp" && one.kind === "audio") {
      any = true;
      found.received += one.packetsReceived ?? 0;
      found.lost += one.packetsLost ?? 0;
      found.jitter = Math.max(found.jitter, (one.jitter ?? 0) * 1000);
      found.waited += (one.jitterBufferDelay ?? 0) * 1000;
      found.emitted += one.jitterBufferEmittedCount ?? 0;
    } else if (one.type === "remote-inbound-rtp" && one.kind === "audio") {
      found.outLost = Math.max(found.outLost, one.fractionLost ?? 0);
      found.rtt = Math.max(found.rtt, (one.roundTripTime ?? 0) * 1000);
    } else if (one.type === "candidate-pair" && one.nominated) {
      found.heard += (one.responsesReceived ?? 0) + (one.packetsReceived ?? 0);
      if (one.currentRoundTripTime && !found.rtt) found.rtt = one.currentRoundTripTime * 1000;
    }
  }
  return any ? found : null;
}

// The stretch between two reports: {loss, jitter, rtt, mos}; loss is that of the worse direction. `null` without packets.
export function sample(before, after) {
  const received = after.received - before.received;
  const lost = Math.max(0, after.lost - before.lost);
  if (received <= 0) return null;
  const emitted = after.emitted - before.emitted;
  const buffer = emitted > 0 ? (after.waited - before.waited) / emitted : after.jitter * 2;
  const loss = Math.max(lost / (received + lost), after.outLost);
  const values = { loss, jitter: after.jitter, rtt: after.rtt };
  return { ...values, mos: mos({ loss, delay: after.rtt / 2 + buffer + PACKET }) };
}
