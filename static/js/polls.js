// Polls rest while nobody looks, and never replace what somebody is at work in.
const polling = "[data-polls]";

/** Whether swapping this would take the focus from whoever stands in it: htmx finds again only what has an id. */
const losesFocus = (part) => part.contains(document.activeElement) && !(document.activeElement.id && document.activeElement.matches("a, button, input"));

/** Whether somebody stands in a field of this part, has typed in it, has a row open or an item in hand. */
function atWork(part) {
  if (losesFocus(part) || part.querySelector(".kr.is-open, .is-grabbed")) return true;
  return [...part.querySelectorAll("input:not([type=hidden], [type=checkbox], [type=radio]), textarea")].some(
    (field) => field === document.activeElement || field.value !== field.defaultValue,
  );
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.detail.elt.matches(polling)) event.preventDefault();
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.requestConfig?.elt.matches(polling) && losesFocus(detail.target)) detail.shouldSwap = false;
});

// A part held back keeps its old token, so that the next poll brings it again.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target } = event.detail;
  if (target.matches("[data-live]") && atWork(target)) event.detail.shouldSwap = false;
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  for (const element of document.querySelectorAll(polling)) element.dispatchEvent(new Event("looked"));
});
