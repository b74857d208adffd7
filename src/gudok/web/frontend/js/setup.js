// The set-up's pages: forms checked while they are typed, sounds recorded and made readable in the browser.
import { checkAsTyped } from "./setup/check.js";
import { checkBrowser, trySound } from "./setup/guide.js";
import { showPanels } from "./setup/routing.js";
import { takeSounds } from "./setup/record.js";

for (const form of document.querySelectorAll("form[data-check-as-typed]")) checkAsTyped(form);
for (const box of document.querySelectorAll("[data-panels]")) showPanels(box);
for (const field of document.querySelectorAll("input[data-sound]")) takeSounds(field);
for (const list of document.querySelectorAll("[data-browser-checks]")) checkBrowser(list);
for (const box of document.querySelectorAll("[data-sound-test]")) trySound(box);
