// A form's words in the person's language, from the template it stands in.
export function wordsOf(name) {
  const words = JSON.parse(document.getElementById(`gk-${name}-words`)?.textContent ?? "{}");
  return (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, one) => String(values[one] ?? whole));
}
