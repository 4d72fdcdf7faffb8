// Polls rest while nobody looks, and never replace what somebody is at work in.
const polling = "[data-polls]";

/** Whether somebody stands in a field of this part, has typed in it, has a row open or an item in hand. */
function atWork(part) {
  if (part.querySelector(".kr.is-open, .is-grabbed")) return true;
  return [...part.querySelectorAll("input:not([type=hidden], [type=checkbox], [type=radio]), textarea")].some(
    (field) => field === document.activeElement || field.value !== field.defaultValue,
  );
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.detail.elt.matches(polling)) event.preventDefault();
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
