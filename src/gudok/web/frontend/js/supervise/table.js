// A table whose rows stay the same nodes: only leaf texts change, the focused row stays focused, arrows walk the rows.
import { byId, element, picture, setText, show } from "../common/dom.js";
import { word } from "../common/words.js";

const MENU = { icon: "dots-vertical" };

// drawTable("operators", rows, cells, empty): cells(row) gives a value a column: a text or { text, mode, since, mark, note }.
export function drawTable(id, rows, cells, empty) {
  const body = byId(id);
  const have = new Map([...body.children].map((line) => [line.dataset.id, line]));
  const lines = rows.map((row) => {
    const values = cells(row);
    const line = have.get(row.id) ?? newLine(row, values.length);
    have.delete(row.id);
    line.toggleAttribute("data-help", Boolean(row.help));
    values.forEach((value, at) => fill(line.children[at], value));
    return line;
  });
  for (const gone of have.values()) gone.remove();
  const focused = body.contains(document.activeElement) ? document.activeElement : null;
  lines.forEach((line, at) => {
    if (body.children[at] !== line) body.insertBefore(line, body.children[at] ?? null);
  });
  if (focused && document.activeElement !== focused) focused.focus();
  if (!body.querySelector('[tabindex="0"]')) body.firstElementChild?.setAttribute("tabindex", "0");
  setText(byId(`${id}-empty`), empty);
  show(byId(`${id}-empty`), rows.length === 0);
}

function newLine(row, columns) {
  const cells = Array.from({ length: columns }, (_, at) => element(at ? "td" : "th", at ? {} : { scope: "row" }));
  const label = word("actions", { name: row.name || row.number || word("hidden_number") });
  const button = element("button", { type: "button", className: "btn btn-sm btn-icon", title: label }, picture(MENU.icon));
  button.setAttribute("aria-label", label);
  button.setAttribute("aria-haspopup", "menu");
  button.dataset.menu = "";
  button.tabIndex = -1;
  const quick = element("button", { type: "button", className: "btn btn-sm", hidden: true });
  quick.dataset.quick = "";
  quick.tabIndex = -1;
  const line = element("tr", { tabIndex: -1 }, ...cells, element("td", { className: "gk-row-acts" }, quick, button));
  line.dataset.id = row.id;
  return line;
}

function fill(cell, value) {
  if (typeof value !== "object") {
    setText(cell, String(value));
    return;
  }
  if ("mode" in value) cell.dataset.mode = value.mode;
  if ("since" in value) cell.dataset.since = value.since || "";
  else if ("note" in value) notes(cell, value);
  else setText(cell, value.text);
}

// A text with smaller words under it, each a mark of its own.
function notes(cell, { text, note }) {
  const key = `${text}|${note.join("|")}`;
  if (cell.dataset.key === key) return;
  cell.dataset.key = key;
  cell.replaceChildren(element("span", {}, text), ...note.map((one) => element("span", { className: "gk-note-mark" }, one)));
}

export function setQuick(id, rowId, text, icon) {
  const button = byId(id).querySelector(`[data-id="${CSS.escape(rowId)}"] [data-quick]`);
  show(button, Boolean(text));
  if (!button || button.dataset.shown === text) return;
  button.dataset.shown = text;
  button.replaceChildren(...(text ? [picture(icon), text] : []));
}

// watchTable("operators", { menu(id, button), quick(id) }): clicks, and keys on the focused row.
export function watchTable(id, { menu, quick }) {
  const body = byId(id);
  const rowOf = (event) => event.target.closest("tr");
  body.addEventListener("click", (event) => {
    const line = rowOf(event);
    if (event.target.closest("[data-menu]")) menu(line.dataset.id, event.target.closest("[data-menu]"));
    else if (event.target.closest("[data-quick]")) quick(line.dataset.id);
    else if (line) line.focus();
  });
  body.addEventListener("keydown", (event) => {
    const line = rowOf(event);
    const steps = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" };
    if (event.key in steps) {
      event.preventDefault();
      line[steps[event.key]]?.focus();
    } else if (event.key === "Enter" && event.target === line) {
      event.preventDefault();
      menu(line.dataset.id, line.querySelector("[data-menu]"));
    }
  });
  body.addEventListener("focusin", (event) => {
    for (const other of body.querySelectorAll('tr[tabindex="0"]')) other.tabIndex = -1;
    rowOf(event).tabIndex = 0;
  });
}

// The id of the row that has the focus, or "".
export function focusedRow(id) {
  return byId(id).contains(document.activeElement) ? (document.activeElement.closest("tr")?.dataset.id ?? "") : "";
}
