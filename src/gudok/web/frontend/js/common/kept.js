// What the browser keeps of a shift; nothing of it stays when the person signs out.
export const DRAFT = "gudok-note:";
export const KEPT_RESULT = "gudok-result:";
export const KEPT_SCRIPT = "gudok-script:";
const RECORDS = ["order", "case"];
export const KEPT_ARTICLE = "gudok-article:";
export const SHIFT = "gudok-shift";

export function drafts() {
  return Object.keys(localStorage).filter((key) => key.startsWith(DRAFT));
}

// The calls whose result was chosen and not saved yet.
export function keptResults() {
  return Object.keys(localStorage).filter((key) => key.startsWith(KEPT_RESULT)).map((key) => key.slice(KEPT_RESULT.length));
}

export const keptAs = (name, id) => `gudok-${name}:${id}`;

// The records of a kind with something typed that is not on the server yet.
export function keptRecords(name) {
  const before = keptAs(name, "");
  return Object.keys(localStorage).filter((key) => key.startsWith(before)).map((key) => key.slice(before.length));
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
      for (const call of keptScripts()) localStorage.removeItem(KEPT_SCRIPT + call);
      for (const name of RECORDS) for (const id of keptRecords(name)) localStorage.removeItem(keptAs(name, id));
      for (const key of Object.keys(localStorage)) if (key.startsWith(KEPT_ARTICLE)) localStorage.removeItem(key);
      sessionStorage.removeItem(SHIFT);
    });
  }
}
