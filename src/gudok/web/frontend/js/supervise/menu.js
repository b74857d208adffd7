// One menu for all rows: a popover beside the button that opened it, walked with arrows, closed by Esc or a click elsewhere.
import { byId, element, picture } from "../common/dom.js";

const GAP = 4;
let opener;

// openMenu(button, [{ text, icon, danger, act }])
export function openMenu(button, items) {
  const menu = byId("menu");
  opener = button;
  menu.replaceChildren(...items.map(entry));
  menu.showPopover();
  const from = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(GAP, Math.min(from.right - width, innerWidth - width - GAP))}px`;
  menu.style.top = `${from.bottom + height + GAP > innerHeight ? Math.max(GAP, from.top - height - GAP) : from.bottom + GAP}px`;
  menu.firstElementChild?.focus();
}

function entry({ text, icon, danger, act }) {
  const item = element("button", { type: "button", className: danger ? "gk-menu-danger" : "" }, picture(icon), text);
  item.setAttribute("role", "menuitem");
  item.addEventListener("click", () => {
    byId("menu").hidePopover();
    act();
  });
  return item;
}

export function startMenu() {
  const menu = byId("menu");
  menu.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const items = [...menu.children];
    items[(items.indexOf(document.activeElement) + steps[event.key] + items.length) % items.length]?.focus();
  });
  menu.addEventListener("toggle", ({ newState }) => {
    opener?.setAttribute("aria-expanded", String(newState === "open"));
    if (newState === "closed" && menu.contains(document.activeElement)) opener?.focus();
  });
}
