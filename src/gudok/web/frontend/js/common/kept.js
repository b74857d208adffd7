// What the browser keeps of a shift; nothing of it stays when the person signs out.
export const DRAFT = "gudok-note:";
export const SHIFT = "gudok-shift";

export function drafts() {
  return Object.keys(localStorage).filter((key) => key.startsWith(DRAFT));
}

export function forgetAtSignOut() {
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", () => {
      for (const key of drafts()) localStorage.removeItem(key);
      sessionStorage.removeItem(SHIFT);
    });
  }
}
