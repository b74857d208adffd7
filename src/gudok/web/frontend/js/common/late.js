// Who is over the time a break or wrap-up may take. Pure.
export function isLate(row, now) {
  return (row.mode === "paused" || row.mode === "wrapup") && row.until > 0 && row.until < now;
}

export function lateCount(agents, now) {
  return Object.values(agents).filter((row) => isLate(row, now)).length;
}
