// Where tiles stand: a grid of 12 columns; a tile that is put over others pushes them down. Pure.
export const COLUMNS = 12;
export const ROWS = 48;

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const overlap = (a, b) => a.id !== b.id && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

// put(tiles, "t1", { x: 3 }): the tiles with that one placed or sized anew, and the others out of its way; null when there is no room.
export function put(tiles, id, wanted) {
  const now = tiles.find((tile) => tile.id === id);
  const w = clamp(wanted.w ?? now.w, 1, COLUMNS - (wanted.w ? now.x : 0));
  const h = clamp(wanted.h ?? now.h, 1, ROWS - (wanted.h ? now.y : 0));
  const moved = { ...now, w, h, x: clamp(wanted.x ?? now.x, 0, COLUMNS - w), y: clamp(wanted.y ?? now.y, 0, ROWS - h) };
  const placed = settle(tiles.map((tile) => (tile.id === id ? moved : tile)), moved);
  return placed.some((tile) => tile.y + tile.h > ROWS) ? null : placed;
}

// The others, from above to below, each below what is already settled there.
function settle(tiles, fixed) {
  const settled = [fixed];
  const rest = tiles.filter((tile) => tile.id !== fixed.id).sort((a, b) => a.y - b.y || a.x - b.x);
  for (let tile of rest) {
    for (let hit = settled.find((other) => overlap(other, tile)); hit; hit = settled.find((other) => overlap(other, tile))) tile = { ...tile, y: hit.y + hit.h };
    settled.push(tile);
  }
  return tiles.map((tile) => settled.find((one) => one.id === tile.id));
}

// The first place from above where a tile of that size fits; null without one.
export function room(tiles, w, h) {
  for (let y = 0; y <= ROWS - h; y += 1) {
    for (let x = 0; x <= COLUMNS - w; x += 1) {
      const tile = { id: "", x, y, w, h };
      if (!tiles.some((other) => overlap(other, tile))) return { x, y };
    }
  }
  return null;
}

export function newId(tiles) {
  const taken = new Set(tiles.map((tile) => tile.id));
  let n = 1;
  while (taken.has(`t${n}`)) n += 1;
  return `t${n}`;
}

export function inOrder(tiles) {
  return [...tiles].sort((a, b) => a.y - b.y || a.x - b.x);
}
