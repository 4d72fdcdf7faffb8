// Single keys: / search, g and a letter to go, j k rows, n no change, 1 2 3 confidence, ? the list. Never while typing.
import { focusOn } from "./swaps.js";

const typing = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable=true]";
const off = document.body.dataset.keys === "off";
let going = 0;

const row = () => document.activeElement?.closest("[data-row]");

function move(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length) return;
  const here = rows.indexOf(row());
  const next = rows[here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, here + step))];
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

/** Click or check what the row offers under this key. */
function press(key) {
  const offered = row()?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!offered) return false;
  offered.click();
  return true;
}

const acts = {
  "/": () => document.querySelector("[data-search]")?.click(),
  "?": () => document.getElementById("keys")?.showModal(),
  j: () => move(1),
  k: () => move(-1),
  g: () => (going = Date.now()),
};

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key === "Escape" && target.matches(typing) && row()) {
    row().tabIndex = -1;
    return row().focus(); // out of the field, so that n and 1 2 3 work
  }
  if (key === "Enter" && target.matches("[data-row]")) {
    event.preventDefault();
    return focusOn(target.querySelector("input:not([type=hidden])") ?? target.querySelector("a"));
  }
  if (off || event.ctrlKey || event.metaKey || event.altKey || target.matches(typing) || document.querySelector("dialog[open]")) return;
  const goes = Date.now() - going < 1500 && document.querySelector(`[data-go="${CSS.escape(key)}"]`);
  if (goes) goes.click();
  else if (!press(key) && !acts[key]) return;
  else if (acts[key]) acts[key]();
  event.preventDefault();
});
