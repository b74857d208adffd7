// Goods found as one types: arrows choose, Enter takes the marked one. An Enter that came before the answer waits for it.
import { byId, element, show } from "../common/dom.js";
import { get } from "../common/net.js";

const PAUSE = 120;

export function startPick(url, picked) {
  const field = byId("order-search");
  const list = byId("order-found");
  const state = { goods: [], at: 0, text: "", timer: 0, enter: false };

  function draw() {
    list.replaceChildren(...state.goods.map((good, at) => row(good, at)));
    show(list, state.goods.length > 0);
    field.setAttribute("aria-expanded", String(state.goods.length > 0));
    mark(0);
  }

  function row(good, at) {
    const stock = good.stock === "" ? "" : element("span", { className: "gk-muted" }, `· ${good.stock} ${good.unit}`);
    const li = element("li", { id: `order-found-${at}` }, element("span", {}, good.name), element("span", { className: "gk-muted" }, good.article), stock, element("b", {}, good.price));
    li.setAttribute("role", "option");
    // Before the field loses the focus.
    li.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(at);
    });
    return li;
  }

  function mark(at) {
    state.at = Math.max(0, Math.min(at, state.goods.length - 1));
    [...list.children].forEach((li, n) => li.setAttribute("aria-selected", String(n === state.at)));
    if (state.goods.length) field.setAttribute("aria-activedescendant", `order-found-${state.at}`);
    else field.removeAttribute("aria-activedescendant");
    list.children[state.at]?.scrollIntoView({ block: "nearest" });
  }

  function clear() {
    clearTimeout(state.timer);
    Object.assign(state, { goods: [], text: "", enter: false });
    draw();
  }

  function take(at) {
    const good = state.goods[at];
    if (!good) return;
    field.value = "";
    clear();
    picked(good);
  }

  async function look() {
    const text = field.value.trim();
    try {
      const { goods } = await (await get(`${url}?q=${encodeURIComponent(text)}`)).json();
      if (field.value.trim() !== text) return;
      Object.assign(state, { goods, text });
      draw();
      if (state.enter) take(0);
      state.enter = false;
    } catch {
      if (field.value.trim() === text) state.timer = setTimeout(look, 1000);
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(state.timer);
    if (field.value.trim()) state.timer = setTimeout(look, PAUSE);
    else clear();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(state.at + (event.key === "ArrowDown" ? 1 : -1));
    else if (event.key === "Enter" && !event.ctrlKey) {
      if (state.text === field.value.trim()) take(state.at);
      else state.enter = true;
    } else if (event.key === "Escape" && state.goods.length) clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", () => show(list, false));
  field.addEventListener("focus", () => show(list, state.goods.length > 0));
}
