// Tables whose rows stay the same nodes: only texts change, and the order when it must.
import { element, setText, show } from "../common/dom.js";

// drawRows(tile, rows, cells, empty): cells(row) gives a value a column: a text, or { text, since, mode, number }.
export function drawRows(tile, rows, cells, empty) {
  const body = tile.querySelector("[data-rows]");
  const have = new Map([...body.children].map((line) => [line.dataset.id, line]));
  const lines = rows.map((row) => {
    const values = cells(row);
    const line = have.get(row.id) ?? newLine(row.id, values);
    have.delete(row.id);
    values.forEach((value, at) => fill(line.children[at], value));
    return line;
  });
  for (const gone of have.values()) gone.remove();
  lines.forEach((line, at) => {
    if (body.children[at] !== line) body.insertBefore(line, body.children[at] ?? null);
  });
  const nothing = tile.querySelector("[data-empty]");
  setText(nothing, empty);
  show(nothing, rows.length === 0);
}

function newLine(id, values) {
  const line = element("tr", {}, ...values.map((_, at) => element(at ? "td" : "th", at ? {} : { scope: "row" })));
  line.dataset.id = id;
  return line;
}

function fill(cell, value) {
  if (typeof value !== "object") {
    setText(cell, String(value));
    return;
  }
  if (cell.dataset.mode !== value.mode && value.mode) cell.dataset.mode = value.mode;
  if ("since" in value) cell.dataset.since = value.since || "";
  else setText(cell, value.text);
}
