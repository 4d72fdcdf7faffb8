// Dialogs come from the server into #dialog; menus are details that close when one looks elsewhere.
import { focusOn } from "./swaps.js";

const dialog = document.getElementById("dialog");

/** Whether closing would lose what somebody typed. */
const typed = (box) => [...box.querySelectorAll("input, textarea")].some((field) => field.type !== "hidden" && field.value !== field.defaultValue);

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.target !== dialog || dialog.open) return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.querySelector("summary").focus(); // where focus returns to: its link is hidden by then
    menu.open = false;
  }
  dialog.innerHTML = '<span class="skeleton"></span><span class="skeleton"></span>';
  dialog.showModal();
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target !== dialog) return;
  if (!dialog.open) dialog.showModal();
  focusOn(
    dialog.querySelector("[data-focus-next], [aria-invalid=true]") ??
      dialog.querySelector("input:not([type=hidden]), select, textarea") ??
      dialog.querySelector("#dialog-title"),
  );
});

const close = () => dialog.open && dialog.close();
document.addEventListener("closes-dialog", close);
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, ({ detail }) => detail.target === dialog && detail.requestConfig.verb === "get" && close());
}
dialog.addEventListener("close", () => dialog.replaceChildren());
dialog.addEventListener("cancel", (event) => typed(dialog) && event.preventDefault());

document.addEventListener("click", ({ target }) => {
  if (target.matches("dialog") && !typed(target)) target.close();
  if (target.closest("[data-closes]")) target.closest("dialog")?.close();
  const opener = target.closest("[data-opens]");
  if (opener) {
    document.getElementById(opener.dataset.opens)?.showModal();
    opener.closest("details")?.removeAttribute("open");
  }
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (!menu.contains(target)) menu.open = false;
});

// A link to a details element of the page opens it: the figure and its arithmetic.
document.addEventListener("click", ({ target }) => {
  const place = target.closest("a[href^='#']")?.getAttribute("href").slice(1);
  const details = place && document.getElementById(place);
  if (details?.matches("details")) details.open = true;
});

document.addEventListener("keydown", ({ key, target }) => {
  const menu = key === "Escape" && target.closest("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
