// People as a wall names them: on a television everybody sees no customer's name, and of operators their initials. Pure.
// A number is never broken across lines, a word only between words.
export function who({ name, number, vip }, hidden, { masked = false } = {}) {
  const whole = number.replaceAll(" ", "\u00a0").replaceAll("-", "\u2011");
  return ((!masked && name) || whole || hidden) + (vip ? " · VIP" : "");
}

// operator("Анна Белова", { nameless: true }): "А. Б."
export function operator(name, { nameless = false } = {}) {
  if (!nameless) return name;
  return name.split(/\s+/).filter(Boolean).map((part) => `${[...part][0].toUpperCase()}.`).join(" ");
}
