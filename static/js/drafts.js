// What is typed into a form marked data-keeps survives a reload and a lost connection, in this tab only.
const forms = "form[data-keeps]";
const place = (form) => `draft:${location.pathname}:${form.dataset.keeps}`;
const kept = (field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type);
const version = (form) => form.elements.namedItem("version")?.value ?? "";

function keep(form) {
  const fields = {};
  for (const field of form.elements) {
    if (!kept(field)) continue;
    if (field.type === "radio") { if (field.checked) fields[field.name] = field.value; }
    else if (field.type === "checkbox") fields[`${field.name}=${field.value}`] = field.checked;
    else fields[field.name] = field.value;
  }
  sessionStorage.setItem(place(form), JSON.stringify({ version: version(form), fields }));
}

/** Put back what was typed, unless somebody has saved since: then the server's text wins. */
function restore(form) {
  const draft = JSON.parse(sessionStorage.getItem(place(form)) ?? "null");
  if (!draft) return;
  if (draft.version !== version(form)) return sessionStorage.removeItem(place(form));
  for (const field of form.elements) {
    if (!kept(field)) continue;
    if (field.type === "radio") field.checked = draft.fields[field.name] === field.value;
    else if (field.type === "checkbox") field.checked = draft.fields[`${field.name}=${field.value}`] ?? field.checked;
    else field.value = draft.fields[field.name] ?? field.value;
  }
}

const forget = (form) => sessionStorage.removeItem(place(form));

for (const form of document.querySelectorAll(forms)) restore(form);
document.addEventListener("input", ({ target }) => target.form?.matches(forms) && keep(target.form));
document.addEventListener("submit", ({ target }) => target.matches(forms) && !target.hasAttribute("hx-post") && forget(target));
// Saved: nothing is kept any more, and what was sent is what the field now starts from. A refusal is swapped too, and is no success.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.requestConfig?.elt.closest?.("form");
  if (!form || !(detail.xhr.status >= 200 && detail.xhr.status < 400)) return;
  for (const field of form.querySelectorAll("textarea")) field.defaultValue = detail.requestConfig.parameters[field.name] ?? field.defaultValue;
  if (form.matches(forms)) forget(form);
  if (form.matches("[data-empties]") && detail.elt === form) form.reset();
});

// Not saved: the form keeps what was typed, says why, and offers the same act again. What cannot be read says so too.
const why = ({ status } = {}) => (!status ? "no connection" : status === 403 ? "this is not yours to change" : status === 404 ? "it is not there any more" : "something broke on our side");

function failed({ detail }) {
  const { elt, verb } = detail.requestConfig ?? {};
  if (!elt || elt.matches("[data-polls]")) return;
  const form = elt.closest("form");
  if (!form || verb === "get") return toast(`Not shown: ${why(detail.xhr)}. Try again in a moment`);
  const box = form.querySelector("input[type=checkbox]");
  if (box && !form.querySelector("textarea, input:not([type=hidden], [type=checkbox], [type=radio])")) {
    box.checked = !box.checked; // nothing was typed: the box stands as it is saved, and is ticked once more
    return toast(`Not saved: ${why(detail.xhr)}. Try again`);
  }
  form.querySelector(".not-saved")?.remove();
  const words = Object.assign(document.createElement("p"), { className: "error not-saved kr-offline", role: "alert", textContent: `Not saved: ${why(detail.xhr)}. ` });
  const again = Object.assign(document.createElement("button"), { type: "submit", className: "button button-small", textContent: "Try again" });
  words.append(again);
  form.append(words);
  if (!form.contains(document.activeElement) || document.activeElement.matches("button")) again.focus();
}

function toast(words) {
  const toasts = document.getElementById("toasts");
  toasts.append(Object.assign(document.createElement("div"), { className: "toast", textContent: words }));
  toasts.lastElementChild.dataset.toast = "";
}

for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(failure, failed);
document.addEventListener("htmx:beforeRequest", ({ detail }) => detail.requestConfig?.elt.closest?.("form")?.querySelector(".not-saved")?.remove());
