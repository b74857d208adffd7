// Alerts on a supervisor's page: a chime and a notification for what is new and bad, until somebody has seen it.
import { element } from "./dom.js";
import { startNotify } from "./notify.js";

const EVERY = 3000;
const BEEP_S = 0.25;

// watchAlerts(source, draw): `source` has data-alerts="address"; draw(alerts) shows them, say(alert) tells of a new one.
// Quiet while the page has not been touched. Elements with data-alert-count show how many nobody has seen.
export function watchAlerts(source, draw = (alerts) => drawLines(source, alerts), say = () => {}) {
  const told = new Set();
  let first = true;
  async function look() {
    try {
      const response = await fetch(source.dataset.alerts, { headers: { Accept: "application/json" } });
      if (!response.ok) return;
      const { alerts } = await response.json();
      draw(alerts);
      count(alerts);
      for (const alert of alerts) {
        // What has worsened is a new thing to be told.
        const id = `${alert.id} ${alert.level}`;
        if (!told.has(id) && !alert.seen && !first) tell(alert, say);
        told.add(id);
      }
      first = false;
    } catch { /* the page says by itself that the server is away */ }
  }
  startNotify();
  look();
  return setInterval(look, EVERY);
}

export function drawLines(list, alerts) {
  const shown = alerts.filter((alert) => !alert.seen);
  list.hidden = shown.length === 0;
  list.replaceChildren(...shown.map((alert) => {
    const line = element("li");
    line.dataset.level = alert.level;
    const mark = element("strong");
    mark.textContent = `${alert.level === "bad" ? "■" : "▲"} ${alert.mark}`;
    const link = element("a", { href: list.dataset.page, textContent: `${alert.text}. ${alert.action}` });
    line.append(mark, " ", link);
    return line;
  }));
}

function count(alerts) {
  const open = alerts.filter((alert) => !alert.seen);
  for (const badge of document.querySelectorAll("[data-alert-count]")) {
    badge.hidden = open.length === 0;
    badge.dataset.level = open.some((alert) => alert.level === "bad") ? "bad" : "warn";
    if (badge.textContent !== String(open.length)) badge.textContent = String(open.length);
  }
}

function tell(alert, say) {
  say(alert);
  if (alert.level !== "bad") return;
  if (navigator.userActivation?.hasBeenActive) chime();
  if (globalThis.Notification?.permission !== "granted") return;
  const note = new Notification(alert.mark, { body: `${alert.text}\n${alert.action}`, tag: `alert-${alert.id}` });
  note.onclick = () => { window.focus(); note.close(); };
}

function chime() {
  const audio = new AudioContext();
  [660, 880].forEach((hertz, n) => {
    const tone = audio.createOscillator();
    tone.frequency.value = hertz;
    tone.connect(audio.destination);
    tone.start(n * BEEP_S);
    tone.stop((n + 1) * BEEP_S);
    if (n) tone.onended = () => audio.close();
  });
}
