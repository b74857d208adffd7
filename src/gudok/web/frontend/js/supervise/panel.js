// The supervisor's own place: how she stands in a talk, the ways to change it, her telephone; and who calls for help.
import { byId, element, picture, setPicture, setText, setTexts, show } from "../common/dom.js";
import { word } from "../common/words.js";
import { WAYS } from "./powers.js";

const HEARD = new Set(["listen", "whisper", "barge"]);
const IN_TALK = new Set(["listen", "whisper", "barge", "take"]);

// `way` as powers.wayOf tells it; `mine` her own row; `operator` the row of the one she is with.
export function fillMine(way, mine, operator, may, telephone) {
  const box = byId("mine");
  box.dataset.way = way;
  const idle = way === "idle";
  setTexts(box, "way", word(idle || way === "calling" ? way : `now_${way}`));
  byId("mine-since").dataset.since = idle ? "" : mine.since;
  const whose = box.querySelector('[data-text="who"]');
  show(whose, HEARD.has(way));
  setText(whose, HEARD.has(way) ? word(`who_${way}`) : "");
  const talk = box.querySelector('[data-text="talk"]');
  show(talk, !idle);
  setText(talk, idle ? "" : talkOf(mine, operator));
  for (const button of box.querySelectorAll("button[data-way]")) {
    show(button, IN_TALK.has(way) && may.has(button.dataset.way));
    button.setAttribute("aria-pressed", String(button.dataset.way === way));
  }
  const own = way === "talking" || way === "held";
  show(byId("hold"), own);
  setTexts(byId("hold"), "hold", word(way === "held" ? "resume" : "hold"));
  show(byId("transfer"), own);
  show(byId("mute"), telephone.browser && telephone.phone.talking);
  byId("mute").setAttribute("aria-pressed", String(telephone.phone.muted));
  show(byId("stop"), own || way === "calling" || IN_TALK.has(way));
  setTexts(byId("stop"), "stop", word(own ? "end" : "stop"));
  show(byId("done"), way === "wrapup");
}

function talkOf(mine, operator) {
  const number = mine.call?.number.replaceAll(" ", "\u00a0").replaceAll("-", "\u2011");
  const customer = mine.call?.name || number || word("hidden_number");
  return operator ? word("talk_of", { operator: operator.name, customer }) : customer;
}

export function fillLamp(telephone, reachable) {
  const lamp = byId("lamp");
  const starting = telephone.starting || (telephone.phone.agent && !reachable);
  lamp.dataset.lamp = reachable ? "ok" : starting ? "wait" : "none";
  setPicture(lamp.querySelector("[data-lamp-icon]"), reachable ? "check" : "plug-connected-x");
  setTexts(lamp, "lamp", word(reachable ? "phone_ready" : starting ? "phone_starts" : "phone_away"));
  show(byId("connect"), !reachable && !starting && telephone.browser && !telephone.elsewhere);
  setText(byId("trouble"), telephone.trouble ? word(telephone.trouble) : "");
}

// rows: operators who call for help, the oldest first; act(row) answers one.
export function fillHelp(rows, able, act) {
  show(byId("sos"), rows.length > 0);
  const list = byId("sos-list");
  const key = rows.map((row) => row.id).join(" ");
  if (list.dataset.key === key) return;
  list.dataset.key = key;
  list.replaceChildren(...rows.map((row, at) => {
    const since = element("time");
    since.dataset.since = row.help;
    const answer = element("button", { type: "button", className: "btn btn-primary", hidden: !able }, picture("ear"), word("listen"));
    if (at === 0) answer.append(element("kbd", {}, "F2"));
    answer.addEventListener("click", () => act(row));
    return element("li", {}, element("b", {}, row.name), since, answer);
  }));
}

export { WAYS };
