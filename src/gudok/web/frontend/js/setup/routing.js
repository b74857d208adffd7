// The picture, the sentence and the settings of the algorithm that is chosen.

/** Shows the panel of what the list beside it says, and only that one's fields are sent. */
export function showPanels(box) {
  const list = document.getElementById(box.dataset.panels);
  if (!list) return;
  const show = () => {
    for (const panel of box.querySelectorAll("[data-panel]")) {
      panel.hidden = panel.dataset.panel !== list.value;
      for (const field of panel.querySelectorAll("input, select, textarea")) field.disabled = panel.hidden;
    }
  };
  list.addEventListener("change", show);
  show();
}
