// The button that asks the browser for notifications: by a click alone, and only while the browser has not been asked.
export function startNotify() {
  const button = document.querySelector("[data-notify]");
  if (!button || !globalThis.Notification) return;
  const show = () => {
    button.hidden = Notification.permission === "granted";
    button.disabled = Notification.permission === "denied";
    if (button.disabled) button.title = button.dataset.denied;
  };
  button.addEventListener("click", async () => {
    await Notification.requestPermission();
    show();
  });
  show();
}
