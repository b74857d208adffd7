// For pages of other programs: a click on a telephone number opens Gudok's window that dials it.
//
//   <script src="https://gudok.example/static/gudok/click.js" defer></script>
//
// It takes every link «tel:…» and every element with data-gudok-call="number", also those that come later. It sends
// nothing by itself and reads nothing but the number that was clicked; the call is made by a press in Gudok's window.
(() => {
  const home = new URL(document.currentScript.src).origin;

  const numberOf = (element) =>
    element.dataset.gudokCall ?? decodeURIComponent(element.getAttribute("href").replace(/^tel:/i, ""));

  document.addEventListener("click", (event) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const element = event.target.closest?.("[data-gudok-call], a[href^='tel:' i]");
    if (!element) return;
    event.preventDefault();
    const asked = new URLSearchParams({ number: numberOf(element) });
    window.open(`${home}/call?${asked}`, "gudok-call", "popup,width=520,height=480");
  });
})();
