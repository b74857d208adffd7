// A tile follows the pointer by whole cells: moved by its cross, sized by its corner; Escape puts it back.
import { COLUMNS } from "./grid.js";

// startDragging(board, { tile, put, preview, done }): `put(id, wanted)` gives the tiles as they would stand.
export function startDragging(board, { tile, put, preview, done }) {
  let drag = null;

  board.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest('[data-act="move"], [data-act="size"]');
    if (!handle || event.button !== 0) return;
    const node = handle.closest("[data-tile]");
    drag = { id: node.dataset.tile, node, sizes: handle.dataset.act === "size", from: [event.clientX, event.clientY + scrollY], was: tile(node.dataset.tile), cell: cell(board), tiles: null };
    handle.setPointerCapture(event.pointerId);
    node.classList.add("gk-dragged");
  });

  board.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const [dx, dy] = [(event.clientX - drag.from[0]) / drag.cell.width, (event.clientY + scrollY - drag.from[1]) / drag.cell.height].map(Math.round);
    const { x, y, w, h } = drag.was;
    const tiles = put(drag.id, drag.sizes ? { w: Math.max(1, w + dx), h: Math.max(1, h + dy) } : { x: x + dx, y: y + dy });
    if (!tiles) return;
    drag.tiles = tiles;
    preview(tiles);
  });

  const end = (kept) => {
    if (!drag) return;
    const { id, node, tiles } = drag;
    drag = null;
    node.classList.remove("gk-dragged");
    if (tiles && kept) done(tiles, id);
    else if (tiles) preview(put(id, {}));
  };
  board.addEventListener("pointerup", () => end(true));
  board.addEventListener("pointercancel", () => end(false));
  document.addEventListener("keydown", (event) => event.key === "Escape" && end(false));
}

function cell(board) {
  const grid = board.querySelector(".gk-grid");
  const { columnGap, rowGap, gridTemplateRows } = getComputedStyle(grid);
  const rows = gridTemplateRows.split(" ").length;
  const [width, height] = [grid.clientWidth + parseFloat(columnGap), grid.clientHeight + parseFloat(rowGap)];
  return { width: width / COLUMNS, height: height / rows };
}
