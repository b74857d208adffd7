// Calling from any page: buttons with data-dial and links with tel:. The server refuses or dials; the result is said.
import { post } from "./net.js";

const LIFE = 8000;
let running = false;
let timer;

// dial(url, { number } or { call } or { phone }): { ok, reason }; null while another try is on its way or without an answer.
export async function dial(url, values) {
  if (running) return null;
  running = true;
  try {
    return await (await post(url, values)).json();
  } catch {
    return null;
  } finally {
    running = false;
  }
}

export function startDialButtons(said = sayBelow) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-dial]");
    const link = event.target.closest('a[href^="tel:"]');
    if (button) press(button, button.dataset.dial, chosen(button), said);
    else if (link && document.body.dataset.dial) {
      event.preventDefault();
      press(link, document.body.dataset.dial, { number: decodeURIComponent(link.getAttribute("href")) }, said);
    }
  });
}

function chosen({ dataset }) {
  const queue = document.getElementById("dial-queue")?.value;
  return { ...(dataset.call ? { call: dataset.call } : { phone: dataset.phone }), ...(queue ? { queue } : {}) };
}

async function press(node, url, values, said) {
  node.setAttribute("aria-busy", "true");
  const answer = await dial(url, values);
  node.removeAttribute("aria-busy");
  said(answer);
}

function sayBelow(answer) {
  let line = document.getElementById("dial-said");
  if (!line) {
    line = Object.assign(document.createElement("div"), { id: "dial-said", className: "gk-dial-said" });
    line.setAttribute("role", "status");
    document.body.append(line);
  }
  const { dialCalling, dialSilent } = document.body.dataset;
  line.textContent = answer ? (answer.ok ? dialCalling : answer.reason) : dialSilent;
  line.classList.toggle("gk-red", !answer?.ok);
  clearTimeout(timer);
  timer = setTimeout(() => line.remove(), LIFE);
}

// The page /call?number=…, and the browser's own question whether telephone links of all pages may open it.
export function startCallPage() {
  const form = document.getElementById("call-form");
  if (!form) return;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    sayBelow(await dial(form.dataset.dial, Object.fromEntries(new FormData(form))));
  });
  const links = document.getElementById("call-links");
  links.hidden = !navigator.registerProtocolHandler;
  links.addEventListener("click", () => navigator.registerProtocolHandler("tel", `${location.origin}/call?number=%s`));
}
