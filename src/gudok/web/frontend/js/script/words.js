// The words of the place in which a script is read, in the person's language.
const words = JSON.parse(globalThis.document?.getElementById("gk-script-words")?.textContent ?? "{}");

export function said(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
