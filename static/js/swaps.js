// After a swap: focus goes where the work goes on, toasts leave by themselves, folds close on a phone.
const STAYS = 8000;
const FIELD = "input:not([type=hidden])";

/** Focus an element; a value field has its text selected, so that typing replaces it. */
export function focusOn(element) {
  if (!element) return;
  if (!element.matches("a, button, input, select, textarea, summary, [tabindex]")) element.tabIndex = -1;
  element.focus();
  if (element.matches("input:not([type=radio], [type=checkbox])")) element.select();
}

/** The next row still open after this one, else the first one, else the heading that says all is done. */
function nextOpen(row) {
  const open = [...document.querySelectorAll("[data-row=open]")];
  const after = open.find((other) => row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) ?? open[0];
  return after?.querySelector(FIELD) ?? document.querySelector("[data-all-done]");
}

// At the swap, not after the row has settled (280 ms): whoever types on at once types into the next field. Until then
// htmx lets a row wear its old classes, so that being open is an attribute of its own.
document.addEventListener("htmx:afterSwap", ({ detail: { elt, requestConfig } }) => {
  if (!elt.isConnected || elt.id === "dialog" || !requestConfig) return;
  const marked = elt.matches("[data-focus-next]") ? elt : elt.querySelector("[data-focus-next]");
  if (marked) return focusOn(marked);
  if (!elt.matches("[data-row]")) return;
  if (elt.dataset.row === "open") focusOn(elt.querySelector(FIELD));
  else if (requestConfig.verb === "post") focusOn(nextOpen(elt));
});

// Toasts: at most two, eight seconds, longer while somebody points at them or stands in them.
const toasts = document.getElementById("toasts");

function leave(toast) {
  setTimeout(() => (toast.matches(":hover, :focus-within") ? leave(toast) : toast.remove()), STAYS);
}

function received() {
  for (const toast of toasts.querySelectorAll("[data-toast]:not([data-leaves])")) {
    toast.dataset.leaves = "";
    leave(toast);
  }
  for (const old of [...toasts.children].slice(0, -2)) old.remove();
}

new MutationObserver(received).observe(toasts, { childList: true });
received();

// Cards to read later are closed on a phone.
if (matchMedia("(width < 40rem)").matches) {
  for (const fold of document.querySelectorAll("details.fold:not([data-keep-open])")) fold.open = false;
}

// "Copy as text", and other texts to take away.
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copies]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copies);
  say("Copied");
});

/** Say something to screen readers, once. */
export function say(words) {
  const region = document.getElementById("said");
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = words));
}

// An answer that changes what one cannot see says so: HX-Trigger: {"says": "Added"}.
document.addEventListener("says", ({ detail }) => say(detail.value));
