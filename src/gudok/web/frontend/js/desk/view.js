// Which face the desk shows. Pure: no page, no clock, so that it is tested by itself.

// Breaks that the server set by itself, because a call was not taken.
const MISSES = new Set(["missed", "unreachable", "declined", "unfinished", "line_lost"]);

// `me` is what the server says of this operator, `phone` the browser's telephone, `tab` who owns it.
export function viewOf({ me, system, connected, phone, tab, started }) {
  if (!me) return "loading";
  const usesBrowser = me.agent.browser;
  if (usesBrowser && tab === "other") return "elsewhere";
  if (usesBrowser && !started) return "gate";
  return callView(me, phone) ?? (causeOf({ me, system, connected, phone }) ? "down" : restView(me.agent));
}

function callView({ agent, call }, phone) {
  if (agent.mode === "talking" && call) {
    if (call.mode === "returning" || call.kind === "comeback") return phone.talking ? "talking" : "returning";
    return call.held ? "held" : "talking";
  }
  if (agent.mode === "dialling") return "dialling";
  if (agent.mode === "ringing" && call?.kind === "comeback") return "returning";
  if (agent.mode === "ringing") return phone.answering ? "joining" : "ringing";
  return null;
}

function restView(agent) {
  if (agent.mode === "paused" && agent.reason === "line") return "lifting";
  if (agent.mode === "paused") return MISSES.has(agent.reason) ? "missed" : "paused";
  return agent.mode;
}

// The one cause a person is told: the nearest to the root of the trouble.
export function causeOf({ me, system, connected, signedOut, phone }) {
  if (!connected) return signedOut ? "signed_out" : "server";
  if (!system.engine) return "engine";
  if (system.telephony !== "up") return system.telephony === "dead" ? "dead" : "telephony";
  if (me.agent.browser && !phone.sound) return "sound";
  if (me.agent.browser && !phone.registered) return "phone";
  return me.agent.reachable || me.agent.mode === "away" ? "" : "phone";
}

// While the server is silent the telephone knows better: it rings, talks or is over without being told.
export function guess({ me, connected, phone }) {
  if (!me || connected || !me.agent.browser) return me;
  if (me.agent.mode === "dialling") return me;
  const inCall = ["ringing", "talking"].includes(me.agent.mode);
  if (phone.ringing || phone.talking) {
    const call = inCall ? me.call : { ...NOBODY, ...phone.caller };
    const mode = phone.ringing ? "ringing" : "talking";
    return mode === me.agent.mode ? me : { ...me, agent: { ...me.agent, mode, since: 0 }, call: { ...call, mode: "talk", held: 0 } };
  }
  return inCall ? { ...me, agent: { ...me.agent, mode: "away" }, call: null } : me;
}

const NOBODY = { id: "", name: "", number: "", queue: "", vip: false, calls: 0, kind: "queue", joined: 0, since: 0, until: 0 };

// What F2 does in a view: the ask and its values, `answer` for the telephone, null where it does nothing.
export function mainKey(view, next = "") {
  if (view === "ringing") return ["answer"];
  if (view === "wrapup" && next) return next === "leave" ? ["leave"] : ["pause", { reason: next }];
  return ["away", "paused", "missed", "wrapup"].includes(view) ? ["ready"] : null;
}

export const IN_CALL = new Set(["talking", "held"]);
export const WITH_CALL = new Set(["ringing", "joining", "returning", "dialling", "talking", "held", "wrapup"]);
