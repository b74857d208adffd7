// Before the first paint: the page's theme, when the person follows the system. A fixed choice is already in the page.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

function follow() {
  if (root.dataset.themeChoice === "system") root.dataset.bsTheme = dark.matches ? "dark" : "light";
}

follow();
dark.addEventListener("change", follow);
