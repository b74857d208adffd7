// How many nodes a caller is led through at the most: of the whole flow, so it stands in the menu and in no node's form.
import { byId } from "../common/dom.js";
import { follow, put, state } from "./state.js";

const USUAL = 200;

export function startSteps() {
  const field = byId("flow-steps");
  field.addEventListener("input", () => {
    const steps = Math.round(Number(field.value)) || 0;
    const { steps: _, ...flow } = state.flow;
    put(steps === USUAL ? flow : { ...flow, steps }, state.chosen, "steps");
  });
  // What is typed stays as it is typed; what is undone is shown.
  follow((why) => {
    if (why === "flow" && document.activeElement !== field) field.value = state.flow.steps ?? USUAL;
  });
}
