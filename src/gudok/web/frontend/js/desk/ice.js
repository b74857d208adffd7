// The way of voice through routers: the servers that the centre names, their passwords renewed before they end.
import { get } from "../common/net.js";

const AGAIN = 10_000;
const PATIENCE = 1000;
let pcConfig = { iceServers: [] };
let renewAt = 0;

// What a call is made or taken with.
export const way = () => ({ pcConfig });

// A server that is silent must not hold an answer back: what is found a second after the first way is enough.
export function dontWait(session) {
  session.on("icecandidate", ({ candidate, ready }) => (/ typ relay /.test(candidate.candidate) ? ready() : setTimeout(ready, PATIENCE)));
}

// To be called often: asks only when it is time. Without an answer the present way stays.
export async function renewWay() {
  if (Date.now() < renewAt) return;
  renewAt = Date.now() + AGAIN;
  try {
    const { config, renew_s: renew } = await (await get(document.body.dataset.ice)).json();
    pcConfig = config;
    renewAt = Date.now() + renew * 1000;
  } catch {
    // Asked again with one of the next beats.
  }
}
