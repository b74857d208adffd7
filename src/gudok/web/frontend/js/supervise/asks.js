// What the supervisor asks of the server, told back in one line that can be undone where that is possible.
import { byId } from "../common/dom.js";
import { post } from "../common/net.js";
import { word } from "../common/words.js";
import { toast } from "../desk/toast.js";

const running = new Set();

// ask("first", { call }): true when the engine agreed.
export async function ask(what, values = {}) {
  const key = `${what} ${JSON.stringify(values)}`;
  if (running.has(key)) return false;
  running.add(key);
  try {
    const response = await post(byId("main").dataset.asks.replace("WHAT", what), values);
    const { ok, reason } = await response.json();
    if (!ok) toast(reason);
    return ok;
  } catch (error) {
    toast(word(error.status ? "signed_out" : "no_answer"));
    return false;
  } finally {
    running.delete(key);
  }
}

// The same, with `done` told when it worked and `undo` = [what, values] to take it back.
export async function askAndTell(what, values, done, undo) {
  const { name, ...asked } = values;
  const ok = await ask(what, asked);
  if (ok) toast(done, undo ? { name: word("undo"), act: () => ask(...undo) } : {});
  return ok;
}
