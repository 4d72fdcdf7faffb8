// "Update the next one" goes into the row's field, not only to its place on the page.
import { focusOn } from "./swaps.js";

document.addEventListener("click", (event) => {
  const jump = event.target.closest("[data-jump]");
  const row = jump && document.getElementById(jump.hash.slice(1));
  if (!row) return;
  event.preventDefault();
  row.scrollIntoView({ block: "center" });
  focusOn(row.querySelector("input[name=value], input:not([type=hidden])") ?? row);
});
