// Names of keys: letters by their place (Ctrl+K is «Л» too), F-keys by name.
export function nameOf(event) {
  if (event.altKey || event.metaKey) return "";
  if (event.ctrlKey) return event.shiftKey ? "" : `Ctrl+${event.code}`;
  return event.shiftKey ? `Shift+${event.key}` : event.key;
}

// The key as it is printed.
export function labelOf(name) {
  return name.replace("Shift+", "⇧").replace("Key", "");
}

// What to dispatch so that everybody who waits for the key of this name hears it.
export function eventOf(name) {
  const plain = name.replace(/^(Shift|Ctrl)\+/, "");
  const letter = plain.startsWith("Key");
  return { key: letter ? plain.slice(3).toLowerCase() : plain, code: plain, ctrlKey: name.startsWith("Ctrl+"), shiftKey: name.startsWith("Shift+"), bubbles: true, cancelable: true };
}
