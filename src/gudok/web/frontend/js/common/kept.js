// What the browser keeps of a shift; nothing of it stays when the person signs out.
export const DRAFT = "gudok-note:";
export const KEPT_RESULT = "gudok-result:";
export const KEPT_ORDER = "gudok-order:";
export const KEPT_SCRIPT = "gudok-script:";
export const SHIFT = "gudok-shift";

export function drafts() {
  return Object.keys(localStorage).filter((key) => key.startsWith(DRAFT));
}

// The calls whose result was chosen and not saved yet.
export function keptResults() {
  return Object.keys(localStorage).filter((key) => key.startsWith(KEPT_RESULT)).map((key) => key.slice(KEPT_RESULT.length));
}

// The orders with something typed that is not on the server yet.
export function keptOrders() {
  return Object.keys(localStorage).filter((key) => key.startsWith(KEPT_ORDER)).map((key) => key.slice(KEPT_ORDER.length));
}

// The calls with a step of their script that is not on the server yet.
export function keptScripts() {
  return Object.keys(localStorage).filter((key) => key.startsWith(KEPT_SCRIPT)).map((key) => key.slice(KEPT_SCRIPT.length));
}

export function forgetAtSignOut() {
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", () => {
      for (const key of drafts()) localStorage.removeItem(key);
      for (const call of keptResults()) localStorage.removeItem(KEPT_RESULT + call);
      for (const order of keptOrders()) localStorage.removeItem(KEPT_ORDER + order);
      for (const call of keptScripts()) localStorage.removeItem(KEPT_SCRIPT + call);
      sessionStorage.removeItem(SHIFT);
    });
  }
}
