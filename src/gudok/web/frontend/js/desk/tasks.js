// Tasks at the desk: planned from wrap-up or by hand; a click on «call» takes the task, so that nobody else calls too.
import { byId, setText } from "../common/dom.js";
import { dial } from "../common/dial.js";
import { post } from "../common/net.js";
import { word } from "../common/words.js";
import { complain } from "./asks.js";
import { open } from "./dialogs.js";
import { toast } from "./toast.js";

export function startTasks(callInHand) {
  byId("task-new").addEventListener("click", () => plan(null));
  byId("call-later").addEventListener("click", () => plan(callInHand()));
  byId("task-form").addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  byId("tasks").addEventListener("click", (event) => {
    const button = event.target.closest("[data-task-call]");
    if (button) callThem(button);
  });
}

async function callThem(button) {
  const task = button.dataset.taskCall;
  button.setAttribute("aria-busy", "true");
  try {
    const { ok } = await (await post(`${base()}${task}/take`)).json();
    if (ok) told(await dial(document.body.dataset.dial, { task }));
    else complain(word("task_taken"));
  } catch (error) {
    complain(word(error.status ? "signed_out" : "no_answer"));
  }
  button.removeAttribute("aria-busy");
  refresh();
}

function told(answer) {
  complain(answer ? (answer.ok ? "" : answer.reason) : word("no_answer"));
}

// plan(call): the form, filled with whom the call is with; null for an empty one.
export function plan(call) {
  const form = byId("task-form");
  const from = call?.id ?? "";
  if (form.dataset.call !== from) {
    form.reset();
    form.dataset.call = from;
    set("call", from);
    set("number", call?.number ?? "");
    set("name", call?.name ?? "");
    set("soon", "60");
  }
  setText(byId("task-error"), "");
  open("task-dialog");
  form.elements.namedItem("text")?.focus();
}

function set(name, value) {
  const field = byId("task-form").elements.namedItem(name);
  if (field) field.value = value;
}

async function save() {
  const form = byId("task-form");
  try {
    const response = await post(byId("desk").dataset.task, Object.fromEntries(new FormData(form)));
    const { ok, said } = await response.json();
    if (!ok) {
      setText(byId("task-error"), said);
      return;
    }
    form.dataset.call = "none";
    byId("task-dialog").close();
    toast(said);
    refresh();
  } catch (error) {
    setText(byId("task-error"), word(error.status ? "signed_out" : "no_answer"));
  }
}

function base() {
  return byId("desk").dataset.task.replace(/new$/, "");
}

function refresh() {
  byId("tasks").dispatchEvent(new Event("refresh"));
}
