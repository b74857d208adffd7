// The theme's menu: system, light or dark, kept in a cookie so that the server paints the page right at once.
const YEAR = 365 * 24 * 3600;

export function choose(theme) {
  document.cookie = `gudok_theme=${theme}; path=/; max-age=${YEAR}; samesite=lax`;
  const root = document.documentElement;
  root.dataset.themeChoice = theme;
  const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.bsTheme = dark ? "dark" : "light";
}

export function startThemeSwitch() {
  for (const button of document.querySelectorAll("[data-theme-set]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeSet === document.documentElement.dataset.themeChoice));
    button.addEventListener("click", () => {
      choose(button.dataset.themeSet);
      for (const other of document.querySelectorAll("[data-theme-set]")) other.setAttribute("aria-pressed", String(other === button));
    });
  }
}
