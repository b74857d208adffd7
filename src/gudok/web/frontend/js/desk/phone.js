// The telephone in the browser: registration and one session at a time. It says what happens; it decides nothing.
import JsSIP from "jssip";
import { post } from "../common/net.js";
import { byId } from "../common/dom.js";
import { dontWait, renewWay, way } from "./ice.js";

const RING_WAIT = 2000;
const EXPIRES = 120;

export class Phone extends EventTarget {
  registered = false;
  muted = false;
  answering = false;
  stream = null;
  session = null;
  echo = null;
  caller = null;
  registeredAt = 0;
  broken = false;
  tries = 0;

  get sound() {
    return Boolean(this.stream?.getAudioTracks().some((track) => track.readyState === "live"));
  }

  get talking() {
    return Boolean(this.session?.isEstablished());
  }

  get ringing() {
    return Boolean(this.session?.isInProgress());
  }

  // Register with the credentials at `url`, in the name of this page; the server's answer, with `held` for a telephone that
  // is on another computer, and nothing for one that is not a browser.
  async start(url, page, stream, wish = {}) {
    this.stream = stream;
    const answer = await (await post(url, { page, ...wish })).json();
    const { ws, uri, password, name } = answer;
    if (!ws) return answer;
    await renewWay();
    this.agent = new JsSIP.UA({
      sockets: [new JsSIP.WebSocketInterface(ws)],
      uri,
      password,
      authorization_user: name,
      register_expires: EXPIRES,
      session_timers: false,
      user_agent: "Gudok",
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 8,
    });
    this.agent.on("registered", () => this.#registered());
    this.agent.on("unregistered", () => this.#set({ registered: false }));
    this.agent.on("registrationFailed", () => this.#failed());
    this.agent.on("disconnected", () => {
      this.broken = true;
      this.#failed();
    });
    this.agent.on("newRTCSession", ({ originator, session, request }) => originator === "remote" && this.#incoming(session, request));
    this.agent.start();
    return answer;
  }

  // Another page is the telephone now. What is said here goes on until the engine brings it there.
  leave() {
    if (!this.session || this.session.isEnded()) {
      this.stop();
      return;
    }
    this.leaving = true;
    this.agent.unregister();
    this.#set({ registered: false });
  }

  stop() {
    this.leaving = false;
    this.agent?.stop();
    this.agent = null;
    this.#set({ registered: false });
  }

  retry() {
    if (this.agent?.isConnected()) this.agent.register();
  }

  // Whether the server answers within so many milliseconds.
  async probe(limit) {
    const before = this.registeredAt;
    this.retry();
    const until = Date.now() + limit;
    while (this.registeredAt === before && Date.now() < until) await new Promise((done) => setTimeout(done, 100));
    return this.registeredAt !== before;
  }

  // A WebSocket that only looks alive: close it and open another.
  reconnect() {
    const { transport } = this.agent ?? {};
    transport?.disconnect();
    transport?.connect();
  }

  // Tell the other end of the talk where we are now; with `anew` the voice seeks its way anew, too.
  refresh(anew) {
    if (this.talking) this.session.renegotiate({ rtcOfferConstraints: anew ? { iceRestart: true } : {} });
  }

  // Browsers let the timers of a hidden tab sleep, so the server's beat keeps the registration fresh.
  keepRegistered() {
    renewWay();
    if (this.registered && Date.now() - this.registeredAt > (EXPIRES / 2) * 1000) this.retry();
  }

  // Answer now, or as soon as the ringing reaches us: the screen may know of a call before the telephone does.
  answer() {
    this.#set({ answering: true });
    clearTimeout(this.waiting);
    if (!this.session) {
      this.waiting = setTimeout(() => this.#set({ answering: false }), RING_WAIT);
      return;
    }
    if (!this.session.isInProgress()) return;
    this.session.answer({ mediaStream: this.stream, ...way(), rtcAnswerConstraints: {} });
  }

  // End a session that the engine no longer knows: its goodbye was lost on the way.
  drop() {
    const dead = this.session;
    this.#over(dead);
    if (dead && !dead.isEnded()) dead.terminate();
  }

  // Another microphone, in mid-talk too.
  async useMicrophone(stream) {
    this.stream = stream;
    const [track] = stream?.getAudioTracks() ?? [];
    if (track?.readyState === "live") {
      track.enabled = !this.muted;
      for (const session of [this.session, this.echo]) {
        for (const sender of session?.connection?.getSenders() ?? []) await sender.replaceTrack(track);
      }
    }
    this.#set({});
  }

  // Call the echo of the telephony: resolves to the connection once our own voice comes back on it.
  startEcho() {
    if (!this.registered || this.session || this.echo) return Promise.reject(new Error("not now"));
    this.echo = this.agent.call("echo", { mediaStream: this.stream, ...way() });
    dontWait(this.echo);
    const { connection } = this.echo;
    this.#listen(connection);
    return new Promise((done, failed) => {
      this.echo.on("confirmed", () => done(connection));
      for (const end of ["failed", "ended"]) {
        this.echo.on(end, () => {
          this.echo = null;
          failed(new Error("no echo"));
        });
      }
    });
  }

  stopEcho() {
    if (this.echo && !this.echo.isEnded()) this.echo.terminate();
    this.echo = null;
  }

  toggleMute() {
    if (!this.talking) return;
    if (this.muted) this.session.unmute({ audio: true });
    else this.session.mute({ audio: true });
    this.#set({ muted: !this.muted });
  }

  press(key) {
    if (this.talking) this.session.sendDTMF(key, { transportType: "RFC2833" });
  }

  #registered() {
    const again = this.broken;
    this.broken = false;
    this.#set({ registered: true, tries: 0, registeredAt: Date.now() });
    if (again && this.talking) this.dispatchEvent(new CustomEvent("again"));
  }

  #failed() {
    this.#set({ registered: false, tries: this.tries + 1 });
  }

  #incoming(session, request) {
    // The engine rings only those who have no talk, so a session that is still here is dead.
    if (this.session) this.drop();
    this.stopEcho();
    this.session = session;
    dontWait(session);
    session.on("peerconnection", ({ peerconnection }) => this.#listen(peerconnection));
    session.on("ended", () => this.#over(session));
    session.on("failed", () => this.#over(session));
    session.on("confirmed", () => this.#set({ answering: false }));
    const byItself = /answer-after=0|auto.?answer/i.test(`${request.getHeader("Call-Info") ?? ""} ${request.getHeader("Alert-Info") ?? ""}`);
    if (this.answering || byItself) this.answer();
    this.#set({ caller: { name: request.from.display_name ?? "", number: request.from.uri.user } });
  }

  #listen(connection) {
    connection.addEventListener("track", ({ streams, track }) => {
      const voice = byId("voice");
      voice.srcObject = streams[0] ?? new MediaStream([track]);
      voice.play().catch(() => {});
    });
  }

  #over(session) {
    if (!session || session !== this.session) return;
    this.session = null;
    // The microphone's track outlives the talk: a muted talk must not make the next one silent.
    for (const track of this.stream?.getAudioTracks() ?? []) track.enabled = true;
    this.#set({ muted: false, answering: false });
    if (this.leaving) this.stop();
  }

  #set(values) {
    Object.assign(this, values);
    this.dispatchEvent(new CustomEvent("change"));
  }
}
