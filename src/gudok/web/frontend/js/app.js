// Every page: htmx, menus, the theme's switch.
import "@tabler/core/dist/js/tabler.esm.min.js";
import htmx from "htmx.org";
import { startCallPage, startDialButtons } from "./common/dial.js";
import { forgetAtSignOut } from "./common/kept.js";
import { startThemeSwitch } from "./themes.js";

// The content security policy forbids eval and inline styles; we need neither.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
startThemeSwitch();
forgetAtSignOut();
startCallPage();
// The desk says in its own place what came of a press.
if (!document.getElementById("desk")) startDialButtons();
