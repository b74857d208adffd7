import assert from "node:assert/strict";
import test from "node:test";
import { duration } from "../js/common/clock.js";
import { namesUsed } from "../sprite.mjs";

test("durations are m:ss, from an hour on h:mm:ss", () => {
  assert.equal(duration(48_000), "0:48");
  assert.equal(duration(725_000), "12:05");
  assert.equal(duration(3_723_000), "1:02:03");
  assert.equal(duration(-5), "0:00");
});

test("icons named in templates, Python and scripts are found", async () => {
  const names = await namesUsed(new URL("../..", import.meta.url).pathname);
  for (const name of ["headset", "sun", "phone-incoming", "plug-connected"]) assert.ok(names.includes(name), name);
});
