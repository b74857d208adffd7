// The case's form: the kind says which fields are wanted; the customer's orders may be what it is about.
import { element } from "../common/dom.js";
import { DraftForm } from "../drafts/form.js";

// `data`: {cases}, the address of all; `hooks` as those of DraftForm.
export function caseForm(data, hooks = {}) {
  return new DraftForm("case", data.cases, { ...hooks, fill });
}

function fill(kase, { form }) {
  fillOrders(form.elements.namedItem("order"), kase.orders);
  for (const mark of form.querySelectorAll("[data-wanted]")) mark.hidden = !kase.required.includes(mark.dataset.wanted);
}

function fillOrders(field, orders) {
  const key = orders.map(({ id }) => id).join();
  if (!field || field.dataset.drawn === key) return;
  field.dataset.drawn = key;
  const rows = orders.map(({ id, name }) => element("option", { value: id }, name));
  field.replaceChildren(element("option", { value: "" }, "—"), ...rows);
}
