// The order's form, at the desk and on the order's page: the same fields, the same keys, the same keeping.
import { byId, element, setText, show } from "../common/dom.js";
import { post } from "../common/net.js";
import { askWhich, clearConflicts } from "./conflicts.js";
import { Keeper } from "./keep.js";
import { addLine, fillLines, newKey, quantityOf, removeLine } from "./lines.js";
import { startPick } from "./pick.js";
import { said } from "./words.js";

const LOOK = 3000;
const LIMIT = 10000;
let keeper;
let order = null;
let base = "";
let hooks = {};

const form = () => byId("order-form");
const fields = () => form().querySelectorAll("[name]");
const named = (field) => form().elements.namedItem(field);

// `urls`: {orders, goods}; `then`: {placed(order, said), dropped(), more()}, each of them optional.
export function startForm(urls, then = {}) {
  [base, hooks] = [urls.orders, then];
  keeper = new Keeper(base, { picture: fill, saved: sayFor, conflict: ask, wrong });
  startPick(urls.goods, add);
  form().addEventListener("submit", (event) => event.preventDefault());
  form().addEventListener("input", ({ target }) => target.name && changed(target));
  form().addEventListener("change", ({ target }) => target.matches("select") && changed(target, 0));
  form().addEventListener("focusout", ({ target }) => target.name && keeper.send());
  form().addEventListener("keydown", keys);
  form().addEventListener("click", ({ target }) => {
    const button = target.closest("button[data-remove], button[data-move]");
    if (button?.dataset.remove) remove(button.dataset.remove);
    else if (button) act("move", { to: button.dataset.move });
  });
  byId("order-again").addEventListener("click", () => keeper.send());
  byId("order-place").addEventListener("click", place);
  byId("order-more").addEventListener("click", () => hooks.more?.());
  byId("order-drop").addEventListener("click", drop);
  setInterval(() => document.visibilityState === "visible" && form().checkVisibility() && keeper.look().catch(() => {}), LOOK);
  addEventListener("pagehide", () => keeper.send());
}

export function openForm(picture) {
  clearConflicts();
  setText(byId("order-error"), "");
  setText(byId("order-saved"), "");
  byId("order-lines").replaceChildren();
  for (const field of fields()) field.classList.remove("is-invalid");
  order = null;
  keeper.open(picture);
}

// What is typed goes on being saved, but the form is another's from now on.
export const leaveForm = () => keeper.send();

function fill(picture) {
  order = picture;
  const locked = !order.may_change;
  setText(byId("order-number"), order.number ? `№ ${order.number}` : "");
  setText(byId("order-status"), order.status || said("draft"));
  setText(byId("order-others"), order.others.length ? said("others", { names: order.others.join(", ") }) : "");
  for (const [name, value] of Object.entries(order.fields)) {
    const field = named(name);
    const wished = keeper.held(name) ?? (keeper.holds(name) || field.matches(".is-invalid") ? field.value : value);
    if (field.value !== wished) field.value = wished;
    field.disabled = locked || order.locked.includes(name) || (name === "discount" && !order.may_discount);
  }
  const [holds, held] = [(field) => keeper.holds(field), (field) => keeper.held(field)];
  fillLines(order.lines, { holds, held, locked, discounts: order.may_discount });
  const discounts = order.may_discount || order.lines.some((line) => line.discount) || order.fields.discount;
  for (const node of form().querySelectorAll("[data-order-discount]")) show(node, Boolean(discounts));
  byId("order-search").disabled = locked;
  setText(byId("order-aloud"), order.aloud);
  setText(byId("order-total"), order.total);
  show(form().querySelector(".gk-aloud"), Boolean(order.aloud));
  for (const id of ["order-place", "order-drop"]) show(byId(id), !order.number);
  show(byId("order-more"), Boolean(order.number && hooks.more));
  fillMoves();
}

function fillMoves() {
  const key = order.moves.map((move) => move.code).join();
  if (byId("order-moves").dataset.drawn === key) return;
  byId("order-moves").dataset.drawn = key;
  const buttons = order.moves.map(({ code, name }) => {
    const button = element("button", { type: "button", className: "btn" }, `→ ${name}`);
    button.dataset.move = code;
    return button;
  });
  byId("order-moves").replaceChildren(...buttons);
}

function changed(field, wait) {
  field.classList.remove("is-invalid");
  keeper.change(field.name, field.value, wait);
}

function add(good) {
  const key = newKey();
  addLine({ key, ...good });
  keeper.change(`line.${key}.good`, String(good.id), 0);
  const field = quantityOf(key);
  show(field.closest("tr").querySelector("[data-order-discount]"), order.may_discount);
  field.focus();
  field.select();
}

function remove(key) {
  removeLine(key);
  keeper.change(`line.${key}.gone`, "1", 0);
  byId("order-search").focus();
}

function keys(event) {
  if (event.isComposing) return;
  if (event.key === "Enter" && event.ctrlKey) {
    // The desk's own Ctrl+Enter ends wrap-up: while an order is open in the form, it is meant for that.
    if (!order || order.number) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) place();
  } else if (event.key === "Enter" && event.target.matches("input:not(#order-search), select")) {
    event.preventDefault();
    following(event.target)?.focus();
  }
}

// From a quantity back to the search for the next line, else to the next field.
function following(field) {
  if (field.name.startsWith("line.")) return byId("order-search");
  const all = [...fields()].filter((one) => !one.disabled && one.offsetParent && !one.name.startsWith("line."));
  return all[all.indexOf(field) + 1];
}

async function place() {
  if (!(await keeper.send()) || !order) return;
  const answer = await act("place");
  if (answer?.ok) hooks.placed?.(answer.order, answer.said);
  else if (answer) {
    setText(byId("order-error"), answer.said);
    (answer.missing[0] === "search" ? byId("order-search") : named(answer.missing[0]))?.focus();
  }
}

async function drop() {
  const answer = await act("drop");
  if (answer?.ok) hooks.dropped?.();
}

async function act(what, values = {}) {
  const button = byId(`order-${what}`);
  button?.setAttribute("aria-busy", "true");
  setText(byId("order-error"), "");
  try {
    const answer = await (await post(`${base}${order.id}/${what}/`, values, LIMIT)).json();
    if (answer.order) keeper.take(answer.order);
    return answer;
  } catch {
    setText(byId("order-error"), said("no_answer"));
    return null;
  } finally {
    button?.removeAttribute("aria-busy");
  }
}

function ask(field, { theirs, who, mine }) {
  const name = labelOf(field);
  const keep = () => {
    keeper.giveUp(field);
    keeper.change(field, mine, 0);
  };
  const take = () => {
    keeper.giveUp(field);
    if (order) fill(order);
  };
  askWhich(field, { name, theirs, who, mine }, keep, take);
}

function wrong(field, text) {
  named(field)?.classList.add("is-invalid");
  setText(byId("order-error"), `${labelOf(field)}: ${text}`);
}

function labelOf(field) {
  const node = named(field);
  return node?.getAttribute("aria-label") ?? node?.labels?.[0]?.firstChild.textContent ?? field;
}

function sayFor(key, failed, values) {
  setText(byId("order-saved"), said(key, values));
  byId("order-saved").classList.toggle("gk-red", failed);
  show(byId("order-again"), failed);
}
