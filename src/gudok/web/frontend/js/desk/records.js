// What is taken beside a call: an order, a case.
import { caseForm } from "../case/form.js";
import { orderForm } from "../order/form.js";
import { Beside } from "./beside.js";

let order;
let kase;

export function startRecords() {
  order = new Beside("order", orderForm);
  kase = new Beside("case", caseForm);
}

export function recordsOf(id, talks) {
  for (const one of [order, kase]) one.of(id, talks);
}

export const openOrder = () => order.open();
export const openCase = () => kase.open();
