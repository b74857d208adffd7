// The check of sound: devices, level, ring, and an echo through the telephony, five seconds long.
import { byId, element, setText, show } from "../common/dom.js";
import { word } from "../common/words.js";
import { choices, choose, chosen, KINDS } from "./devices.js";
import { isOpen, open } from "./dialogs.js";
import { directSound, levelOf, Ring } from "./sound.js";

const LONG = 5000;
const HEARD = 0.05;
const RING = 4000;
let meter;
let echoing;

export function startCheck({ microphone, phone, mayEcho }) {
  for (const button of document.querySelectorAll("[data-sound-check]")) button.addEventListener("click", () => openCheck());
  for (const role of Object.keys(KINDS)) byId(`choose-${role}`).addEventListener("change", (event) => take(role, event.target, microphone));
  byId("ring-volume").addEventListener("input", ({ target }) => choose({ volume: Number(target.value) }));
  for (const button of document.querySelectorAll("[data-test-ring]")) button.addEventListener("click", testRing);
  byId("echo").addEventListener("click", () => echo(microphone, phone));
  byId("sound-dialog").addEventListener("close", () => phone.stopEcho());
  byId("mic-again").addEventListener("click", () => microphone.again());
  microphone.addEventListener("change", fill);
  navigator.mediaDevices?.addEventListener("devicechange", () => {
    directSound(byId("voice"));
    fill();
  });
  setInterval(() => {
    if (isOpen("sound-dialog")) tell(microphone, mayEcho);
    showLevel(microphone);
  }, 100);
}

async function openCheck() {
  setText(byId("echo-said"), "");
  open("sound-dialog");
  await fill();
}

async function fill() {
  if (!isOpen("sound-dialog")) return;
  byId("ring-volume").value = chosen().volume;
  for (const role of Object.keys(KINDS)) {
    const wanted = chosen()[role];
    const there = await choices(role);
    const options = [element("option", { value: "", textContent: word("device_system") })];
    for (const { deviceId, label } of there) options.push(element("option", { value: deviceId, textContent: label || deviceId }));
    if (wanted?.id && !there.some(({ deviceId }) => deviceId === wanted.id)) {
      options.push(element("option", { value: wanted.id, textContent: word("device_absent", { name: wanted.label }) }));
    }
    byId(`choose-${role}`).replaceChildren(...options);
    byId(`choose-${role}`).value = wanted?.id ?? "";
  }
}

// What may change while the window stands open.
function tell(microphone, mayEcho) {
  setText(byId("mic-now"), microphone.live ? word("mic_now", { name: microphone.label }) : word(microphone.trouble || "cause_sound"));
  show(byId("mic-again"), !microphone.live);
  byId("echo").disabled = echoing || !mayEcho();
}

async function take(role, { value, selectedOptions }, microphone) {
  choose({ [role]: { id: value, label: selectedOptions[0].textContent } });
  if (role === "microphone") await microphone.again();
  else await directSound(byId("voice"));
}

function showLevel(microphone) {
  const seen = [...document.querySelectorAll("meter[data-level]")].filter((node) => node.checkVisibility());
  if (!seen.length || !microphone.live) return;
  if (meter?.track !== microphone.track) meter = { track: microphone.track, level: levelOf(microphone.stream) };
  for (const node of seen) node.value = meter.level();
}

function testRing() {
  const ring = new Ring();
  ring.start();
  setTimeout(() => ring.stop(), RING);
}

// The voice goes to the server and comes back; the louder of what came back and went out tells whether it did.
async function echo(microphone, phone) {
  if (echoing) return;
  echoing = true;
  byId("echo").setAttribute("aria-busy", "true");
  try {
    setText(byId("echo-said"), word("echo_connecting"));
    const connection = await phone.startEcho();
    setText(byId("echo-said"), word("echo_speak"));
    setText(byId("echo-said"), word(await listen(microphone, connection)));
  } catch {
    setText(byId("echo-said"), word("echo_failed"));
  } finally {
    phone.stopEcho();
    echoing = false;
    byId("echo").removeAttribute("aria-busy");
  }
}

function listen(microphone, connection) {
  const track = connection.getReceivers()[0].track;
  const [out, back] = [levelOf(microphone.stream), levelOf(new MediaStream([track]))];
  const most = { out: 0, back: 0 };
  const until = performance.now() + LONG;
  return new Promise((done, failed) => {
    const timer = setInterval(() => {
      most.out = Math.max(most.out, out());
      most.back = Math.max(most.back, back());
      const lost = ["closed", "failed"].includes(connection.connectionState);
      if (performance.now() < until && !lost) return;
      clearInterval(timer);
      if (lost) failed(new Error("the connection ended"));
      else if (most.out < HEARD) done("echo_silent");
      else done(most.back < HEARD ? "echo_lost" : "echo_good");
    }, 50);
  });
}
