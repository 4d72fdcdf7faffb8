// The order of a list: drag the grip, or Space, arrows, Space. The list posts itself when it hears "reorder".
// <ol data-reorder hx-post="…" hx-trigger="reorder" hx-swap="none" hx-include="this"> <li><input type="hidden" name="order" …><button class="grip">
import { say } from "./swaps.js";

const itemOf = (grip) => grip.closest("[data-reorder] > *");
const name = (item) => item.dataset.name ?? item.textContent.trim().slice(0, 60);
let held = null;
let before = [];

function grab(item) {
  held = item;
  before = [...item.parentElement.children];
  item.classList.add("is-grabbed");
}

function drop(send) {
  const list = held.parentElement;
  held.classList.remove("is-grabbed");
  if (!send) list.append(...before);
  else if (before.some((item, index) => list.children[index] !== item)) list.dispatchEvent(new Event("reorder"));
  held = null;
}

function place() {
  const all = [...held.parentElement.children];
  say(`${name(held)}, ${all.indexOf(held) + 1} of ${all.length}`);
}

document.addEventListener("keydown", (event) => {
  const grip = event.target.closest?.(".grip");
  if (!grip) return;
  const item = itemOf(grip);
  if (event.key === " ") {
    if (held) drop(true);
    else grab(item), say(`${name(item)} taken. Move it with the arrows`);
  } else if (held && event.key === "ArrowUp") item.previousElementSibling?.before(item);
  else if (held && event.key === "ArrowDown") item.nextElementSibling?.after(item);
  else if (held && event.key === "Escape") drop(false);
  else return;
  event.preventDefault();
  grip.focus();
  if (held && event.key !== " ") place();
});

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest?.(".grip");
  if (!grip || event.button) return;
  grab(itemOf(grip));
  const follow = ({ clientY }) => {
    const above = held.previousElementSibling?.getBoundingClientRect();
    const below = held.nextElementSibling?.getBoundingClientRect();
    if (above && clientY < above.top + above.height / 2) held.previousElementSibling.before(held);
    else if (below && clientY > below.top + below.height / 2) held.nextElementSibling.after(held);
  };
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", () => { document.removeEventListener("pointermove", follow); if (held) { place(); drop(true); } }, { once: true });
});

document.addEventListener("click", ({ target }) => target.closest?.(".grip") && target.focus());
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, ({ target }) => target.matches?.("[data-reorder]") && target.append(...before));
}
