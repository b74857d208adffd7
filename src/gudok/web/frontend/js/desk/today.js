// The own day beside everybody's: averages, so that one and all can be compared.
import { setText } from "../common/dom.js";
import { duration } from "../common/clock.js";
import { word } from "../common/words.js";

export function fillToday({ me, team }) {
  if (me) fill("mine", me.today);
  if (team) fill("team", team.today);
}

function fill(whose, day) {
  const each = (sum, count) => (count ? duration(sum / count) : "—");
  const figures = {
    talks: String(day.talks),
    talk: each(day.talked, day.talks),
    wrapup: each(day.wrapped, day.talks),
    hold: each(day.held, day.talks),
    missed: String(day.missed),
    level: day.answered ? word("percent", { percent: Math.round((day.in_time / day.answered) * 100) }) : "—",
  };
  for (const [name, text] of Object.entries(figures)) setText(document.querySelector(`[data-${whose}="${name}"]`), text);
}
