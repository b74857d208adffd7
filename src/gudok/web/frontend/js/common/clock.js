// Time by the server's clock, so that a wrong clock of one PC tells no wrong waiting times.
let offset = null;

// The smallest delay seen is the best estimate: a late message can only make the offset look smaller.
export function learn(serverNow) {
  const seen = serverNow - Date.now();
  offset = offset === null || seen > offset || Math.abs(seen - offset) > 5000 ? seen : offset;
}

export function now() {
  return Date.now() + (offset ?? 0);
}

export function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

export function timeOfDay(ms, zone) {
  return new Intl.DateTimeFormat("ru", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(ms);
}

// every(250, f): f now and then; one timer a page keeps all figures in step.
export function every(ms, work) {
  work();
  return setInterval(work, ms);
}
