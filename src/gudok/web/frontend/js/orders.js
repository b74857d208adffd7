// The page of one order.
import { byId } from "./common/dom.js";
import { get } from "./common/net.js";
import { orderForm } from "./order/form.js";

const { orders, goods, order } = byId("order-page").dataset;

const form = orderForm({ orders, goods }, { placed: () => location.reload(), dropped: () => location.assign(orders) });
form.open((await (await get(`${orders}${order}/look/`)).json()).order);
