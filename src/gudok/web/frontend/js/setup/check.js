// A form is sent to be checked a moment after each change; faults are shown only at fields that were touched.
import { element } from "../common/dom.js";

const REST = 400;

export function checkAsTyped(form) {
  const touched = new Set();
  let timer = 0;
  let asked = 0;
  const later = (event) => {
    if (!event.target.name || event.target.type === "file") return;
    touched.add(event.target.name);
    clearTimeout(timer);
    timer = setTimeout(check, REST);
  };

  async function check() {
    const mine = ++asked;
    const values = new FormData(form);
    for (const [name, value] of [...values]) if (value instanceof File) values.delete(name);
    let response;
    try {
      response = await fetch(location.pathname, { method: "POST", body: values, headers: { "X-Check": "1" } });
    } catch {
      return; // Saving will tell.
    }
    if (mine !== asked || !response.ok || !response.headers.get("Content-Type")?.includes("json")) return;
    const { faults, note } = await response.json();
    const place = form.querySelector("[data-note]");
    if (place && note.length) place.replaceChildren(...note.map((line) => element("div", { textContent: line })));
    for (const name of touched) show(form, name, faults[name] ?? []);
  }

  form.addEventListener("input", later);
  form.addEventListener("change", later);
}

function show(form, name, faults) {
  const field = form.elements[name];
  const control = field instanceof RadioNodeList ? field[0] : field;
  const group = control?.closest(".mb-3");
  if (!group) return;
  for (const old of group.querySelectorAll("[role=alert]")) old.remove();
  for (const text of faults) group.append(element("div", { className: "gk-red", role: "alert", textContent: text }));
  control.classList.toggle("is-invalid", faults.length > 0);
  control.setAttribute("aria-invalid", String(faults.length > 0));
}
