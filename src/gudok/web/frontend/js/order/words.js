// The form's words in the person's language, from the template it stands in.
const words = JSON.parse(document.getElementById("gk-order-words")?.textContent ?? "{}");

export function said(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
