// The order's form: lines with the search for goods, and what the order comes to.
import { byId, setText, show } from "../common/dom.js";
import { DraftForm } from "../drafts/form.js";
import { addLine, fillLines, newKey, quantityOf, removeLine } from "./lines.js";
import { startPick } from "./pick.js";

// `urls`: {orders, goods}; `hooks` as those of DraftForm.
export function orderForm(urls, hooks = {}) {
  const opened = () => byId("order-lines").replaceChildren();
  // From a quantity back to the search for the next line.
  const following = (field) => field.name.startsWith("line.") && byId("order-search");
  const form = new DraftForm("order", urls.orders, { ...hooks, opened, fill, following });
  startPick(urls.goods, (good) => add(form, good));
  form.form.addEventListener("click", ({ target }) => {
    const key = target.closest("button[data-remove]")?.dataset.remove;
    if (key) remove(form, key);
  });
  return form;
}

function fill(order, { keeper, form }) {
  const locked = !order.may_change;
  const [holds, held] = [(field) => keeper.holds(field), (field) => keeper.held(field)];
  fillLines(order.lines, { holds, held, locked, discounts: order.may_discount });
  const discounts = order.may_discount || order.lines.some((line) => line.discount) || order.fields.discount;
  for (const node of form.querySelectorAll("[data-order-discount]")) show(node, Boolean(discounts));
  byId("order-search").disabled = locked;
  setText(byId("order-aloud"), order.aloud);
  setText(byId("order-total"), order.total);
  show(form.querySelector(".gk-aloud"), Boolean(order.aloud));
}

function add({ keeper, record }, good) {
  const key = newKey();
  addLine({ key, ...good });
  keeper.change(`line.${key}.good`, String(good.id), 0);
  const field = quantityOf(key);
  show(field.closest("tr").querySelector("[data-order-discount]"), record.may_discount);
  field.focus();
  field.select();
}

function remove({ keeper }, key) {
  removeLine(key);
  keeper.change(`line.${key}.gone`, "1", 0);
  byId("order-search").focus();
}
