// Somebody else has saved a field meanwhile: both values are shown, and this person says which stays.
import { element } from "../common/dom.js";

// `name` is the field in words; keep() and take() do what was chosen.
export function askWhich(box, said, field, { name, theirs, who, mine }, keep, take) {
  box.querySelector(`[data-field="${CSS.escape(field)}"]`)?.remove();
  const button = (text, act) => {
    const made = element("button", { type: "button", className: "btn btn-sm" }, text);
    made.addEventListener("click", () => {
      row.remove();
      act();
    });
    return made;
  };
  const text = said(theirs === null ? "conflict_gone" : "conflict", { name, who, theirs: theirs || "—", mine: mine || "—" });
  const row = element("div", { className: "gk-draft-conflict" }, element("span", {}, text));
  if (theirs !== null) row.append(button(said("keep_mine"), keep));
  row.append(button(said("take_theirs"), take));
  row.dataset.field = field;
  box.append(row);
}
