// The draft is kept at the server a moment after each change, and tried again until it is; what is wrong comes back.
import { byId, setText, show } from "../common/dom.js";
import { post } from "../common/net.js";
import { word } from "../common/words.js";
import { redraw, state } from "./state.js";

const REST = 300;
const AGAIN = 2000;
let timer = 0;
let sending = false;
let kept = null;
let drawn = false;

export function startKeeping(begins) {
  kept = state.flow;
  drawn = begins.drawn;
  byId("use").addEventListener("click", use);
  addEventListener("pagehide", () => kept !== state.flow && send({ keepalive: true }));
  tell();
}

export function keepLater(why) {
  tell();
  if ((why !== "flow" && why !== "typed") || kept === state.flow) return;
  setText(byId("said"), word("keeping"));
  clearTimeout(timer);
  timer = setTimeout(keep, REST);
}

async function send(options = {}) {
  const { dataset } = byId("flow");
  return post(dataset.draft, { flow: JSON.stringify(state.flow), edition: dataset.edition }, 5000, options);
}

async function keep() {
  if (sending) return;
  sending = true;
  const mine = state.flow;
  try {
    take(await (await send()).json(), mine, "kept");
  } catch {
    setText(byId("said"), word("no_answer"));
    timer = setTimeout(keep, AGAIN);
  }
  sending = false;
  if (kept !== state.flow && kept === mine) keep();
}

// Put to use: only what is kept and has nothing wrong with it; the server looks once more.
async function use() {
  const { dataset } = byId("flow");
  const mine = state.flow;
  clearTimeout(timer);
  try {
    take(await (await post(dataset.use, { flow: JSON.stringify(mine), edition: dataset.edition }, 10_000)).json(), mine, "used");
  } catch {
    setText(byId("said"), word("no_answer"));
  }
}

function take(answer, mine, said) {
  if (answer.edition) {
    byId("flow").dataset.edition = answer.edition;
    kept = mine;
    drawn = answer.drawn;
  }
  if (answer.problems) state.problems = answer.problems;
  setText(byId("said"), answer.error ?? word(said));
  redraw("problems");
}

function tell() {
  const n = state.problems.length;
  setText(byId("state"), word(drawn ? "draft" : "in_use"));
  byId("state").dataset.drawn = String(drawn);
  setText(byId("problems"), word("problems", { n }));
  show(byId("problems"), n > 0);
  byId("use").disabled = !drawn || n > 0 || kept !== state.flow;
}
