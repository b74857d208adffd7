// The page of one order.
import { byId } from "./common/dom.js";
import { get } from "./common/net.js";
import { openForm, startForm } from "./order/form.js";

const { orders, goods, order } = byId("order-page").dataset;

startForm({ orders, goods }, { placed: () => location.reload(), dropped: () => location.assign(orders) });
openForm((await (await get(`${orders}${order}/look/`)).json()).order);
