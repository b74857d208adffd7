// Every page: htmx, menus, the theme's switch.
import "@tabler/core/dist/js/tabler.esm.min.js";
import htmx from "htmx.org";
import { forgetAtSignOut } from "./common/kept.js";
import { startThemeSwitch } from "./themes.js";

// The content security policy forbids eval and inline styles; we need neither.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
startThemeSwitch();
forgetAtSignOut();
