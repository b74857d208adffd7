// The page of a person's own keys: a field takes the key that is pressed in it.
import { nameOf } from "./desk/keynames.js";

for (const field of document.querySelectorAll("[data-key-field]")) {
  field.addEventListener("keydown", (event) => {
    const name = nameOf(event);
    if (["Backspace", "Delete"].includes(event.key)) field.value = "";
    else if (/F\d|^Ctrl\+(Key|Enter)/.test(name)) field.value = name;
    else if (event.key === "Tab" || event.key === "Enter" || name === "") return;
    event.preventDefault();
  });
}
