// An order at the desk: beside the card, of the call in hand; the draft goes where the call goes.
import { byId, show } from "../common/dom.js";
import { get, post } from "../common/net.js";
import { leaveForm, openForm, startForm } from "../order/form.js";
import { said } from "../order/words.js";
import { complain } from "./asks.js";
import { toast } from "./toast.js";

let call = "";
let looked = "";
let shown = false;

const place = () => byId("order");
const url = () => place().dataset.ofCall.replace("CALL", call);

export function startOrder() {
  if (!place()) return;
  const { orders, goods } = place().dataset;
  startForm({ orders, goods }, { placed: (_, text) => toast(text), dropped: hide, more: () => begin({ more: "1" }) });
  byId("order-open").addEventListener("click", openOrder);
}

// The call in hand, "" for none; `talks` once somebody talks: who is given a call gets its draft with it.
export function orderOf(id, talks) {
  if (!place()) return;
  if (id !== call) {
    if (shown) leaveForm();
    hide();
    call = id;
  }
  const key = `${id} ${talks}`;
  if (!id || !talks || shown || key === looked) return;
  looked = key;
  fetchDraft(id);
}

async function fetchDraft(id) {
  const { order } = await get(url()).then((answer) => answer.json(), () => ({}));
  if (order && id === call && !shown) reveal(order);
}

// The button and its key.
export function openOrder() {
  if (!place() || !call) return;
  if (shown) byId("order-search").focus();
  else begin({});
}

async function begin(values) {
  const id = call;
  byId("order-open").setAttribute("aria-busy", "true");
  try {
    const { order } = await (await post(url(), values)).json();
    if (id !== call) return;
    reveal(order);
    byId("order-search").focus();
  } catch {
    complain(said("no_answer"));
  } finally {
    byId("order-open").removeAttribute("aria-busy");
  }
}

function reveal(order) {
  shown = true;
  show(place(), true);
  openForm(order);
}

function hide() {
  shown = false;
  if (place()) show(place(), false);
}
