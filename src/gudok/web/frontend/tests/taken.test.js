import assert from "node:assert/strict";
import test from "node:test";
import { newlyTaken } from "../js/desk/taken.js";

const taken = (call, at) => ({ taken: { call, name: "Анна", at } });

test("that a colleague has the call which rang here too is told once, and not long after", () => {
  assert.equal(newlyTaken(taken("c1", 1000), "", 1200), "Анна");
  assert.equal(newlyTaken(taken("c1", 1000), "c1", 1200), "");
  assert.equal(newlyTaken(taken("c2", 1000), "c1", 1200), "Анна");
  assert.equal(newlyTaken(taken("c1", 1000), "", 60_000), "");
  assert.equal(newlyTaken({ taken: null }, "", 0), "");
  assert.equal(newlyTaken(undefined, "", 0), "");
});
