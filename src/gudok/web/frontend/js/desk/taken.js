// The call rang here too, and a colleague has it: one quiet line, for nothing was missed.
import { now } from "../common/clock.js";
import { word } from "../common/words.js";
import { toast } from "./toast.js";

const FRESH = 5000;
let last = "";

export function fillTaken({ me }) {
  const said = newlyTaken(me, last, now());
  last = me?.taken?.call ?? last;
  if (said) toast(word("taken_by", { name: said }));
}

// Who has it, the first time it is told; a page that was loaded later says nothing of what was.
export function newlyTaken(me, known, at) {
  const taken = me?.taken;
  return taken && taken.call !== known && at - taken.at < FRESH ? taken.name : "";
}
