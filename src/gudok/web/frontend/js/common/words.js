// The page's words in the person's language: server-made JSON, so that one catalogue serves templates and scripts.
const source = globalThis.document?.getElementById("gk-words");
const words = source ? JSON.parse(source.textContent) : {};
const plural = new Intl.PluralRules(globalThis.document?.documentElement.lang || "en");

export function word(key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

// counted("calls", 2) takes calls_few in Russian, calls_other in English.
export function counted(key, count) {
  const form = `${key}_${plural.select(count)}`;
  return word(form in words ? form : `${key}_other`, { count });
}
