// The theme's menu: system, light or dark; painted at once, and kept in a cookie so that the server paints the next page.
const YEAR = 365 * 24 * 3600;

function paint(theme) {
  const root = document.documentElement;
  root.dataset.themeChoice = theme;
  const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.bsTheme = dark ? "dark" : "light";
}

export function startThemeSwitch() {
  const buttons = [...document.querySelectorAll("[data-theme-set]")];
  const mark = () => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.themeSet === document.documentElement.dataset.themeChoice));
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      paint(button.dataset.themeSet);
      mark();
      document.cookie = `gudok_theme=${button.dataset.themeSet}; path=/; max-age=${YEAR}; samesite=lax`;
    });
  }
  mark();
}
