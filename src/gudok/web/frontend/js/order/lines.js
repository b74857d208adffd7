// The lines of an order as rows; only leaves change, so that a field in use stays.
import { byId, element, picture, setText } from "../common/dom.js";
import { wordsOf } from "../drafts/words.js";

const said = wordsOf("order");

export const newKey = () => crypto.getRandomValues(new Uint32Array(2)).reduce((text, n) => text + n.toString(36), "").slice(0, 12);

const body = () => byId("order-lines");
const rowOf = (key) => body().querySelector(`[data-key="${CSS.escape(key)}"]`);

// `holds(field)`: what this person has typed there is not on the server yet; `held(field)` is what it is.
export function fillLines(lines, { holds, held, locked, discounts }) {
  for (const row of [...body().children]) {
    const there = lines.some((line) => line.key === row.dataset.key);
    if (!there && !holds(`line.${row.dataset.key}.good`)) row.remove();
  }
  for (const line of lines) {
    if (holds(`line.${line.key}.gone`)) continue;
    const row = rowOf(line.key) ?? addLine(line);
    setText(row.querySelector("[data-price]"), line.price);
    setText(row.querySelector("[data-sum]"), line.sum);
    for (const name of ["quantity", "discount"]) {
      const field = row.querySelector(`[name$=".${name}"]`);
      const wished = held(field.name) ?? (holds(field.name) || field.matches(".is-invalid") ? field.value : line[name]);
      if (field.value !== wished) field.value = wished;
      field.disabled = locked || (name === "discount" && !discounts);
    }
    row.querySelector("button").disabled = locked;
  }
}

export function addLine({ key, name, article, price, unit, sum = "…", quantity = "1" }) {
  const field = (what, value, mode, label) => {
    const made = element("input", { className: "form-control", name: `line.${key}.${what}`, value, inputMode: mode });
    made.setAttribute("aria-label", `${label}: ${name}`);
    return made;
  };
  const remove = element("button", { type: "button", className: "btn btn-sm btn-icon", title: said("remove") }, picture("x"));
  remove.setAttribute("aria-label", `${said("remove")}: ${name}`);
  remove.dataset.remove = key;
  const row = element(
    "tr", {},
    element("td", {}, name, " ", element("span", { className: "gk-muted gk-small" }, article)),
    element("td", { className: "text-end text-nowrap" }, price),
    element("td", { className: "gk-order-quantity" }, field("quantity", quantity, "decimal", said("quantity")), element("span", { className: "gk-muted" }, unit)),
    element("td", {}, field("discount", "", "numeric", said("discount"))),
    element("td", { className: "text-end text-nowrap" }, sum),
    element("td", {}, remove),
  );
  row.dataset.key = key;
  row.children[1].dataset.price = "";
  row.children[3].dataset.orderDiscount = "";
  row.children[4].dataset.sum = "";
  body().append(row);
  return row;
}

export function removeLine(key) {
  rowOf(key)?.remove();
}

export function quantityOf(key) {
  return rowOf(key)?.querySelector('[name$=".quantity"]');
}
