// The story of a call: its recordings.
import { startPlayer } from "./player/player.js";

for (const box of document.querySelectorAll(".gk-player")) startPlayer(box);
