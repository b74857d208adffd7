// The three small windows: a message, the closing of a queue, a forced state with its reason.
import { byId, element, setText, setTexts } from "../common/dom.js";
import { word } from "../common/words.js";
import { open } from "../desk/dialogs.js";
import { ask, askAndTell } from "./asks.js";
import { undoOf } from "./powers.js";

let closing;
let forcing;

export function startForms() {
  byId("write-form").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  byId("write-text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) send();
  });
  byId("close-form").addEventListener("submit", () => {
    const waiting = byId("close-form").elements.waiting.value;
    askAndTell("close", { queue: closing.id, waiting, note: byId("close-note").value.trim() }, word("done_close", { name: closing.name }),
      undoOf("close", { queue: closing.id }, closing));
  });
  byId("force-form").addEventListener("submit", () => {
    const { what, values, row } = forcing;
    const { name, ...asked } = values;
    askAndTell(what, { ...asked, note: byId("force-note").value.trim() }, word(`done_${what}`, { name: row.name }), undoOf(what, values, row));
  });
}

// What was typed stays until it was sent, whatever happens.
export function write(to, queues, agents) {
  const options = [["all ", word("to_all")], ...Object.values(queues).map((row) => [`queue ${row.id}`, word("to_queue", { name: row.name })]),
    ...Object.values(agents).sort((a, b) => a.name.localeCompare(b.name)).map((row) => [`agent ${row.id}`, row.name])];
  byId("write-to").replaceChildren(...options.map(([value, text]) => element("option", { value }, text)));
  byId("write-to").value = to;
  setText(byId("write-error"), "");
  open("write-dialog");
  byId("write-text").focus();
}

async function send() {
  const field = byId("write-text");
  if (!field.value.trim()) {
    field.focus();
    return;
  }
  const [kind, to] = byId("write-to").value.split(" ");
  if (!(await ask("message", { kind, to, text: field.value }))) return;
  field.value = "";
  byId("write-dialog").close();
}

export function askToClose(row) {
  closing = row;
  setTexts(byId("close-dialog"), "closing", row.name);
  byId("close-note").value = "";
  open("close-dialog");
}

export function askToForce(what, values, row) {
  forcing = { what, values, row };
  setTexts(byId("force-dialog"), "forcing", `${row.name}: ${word(`do_${what}`, { name: values.name ?? "" })}`);
  byId("force-note").value = "";
  open("force-dialog");
  byId("force-note").focus();
}
