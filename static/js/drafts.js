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

// Not saved: the row keeps what was typed and offers the same act again.
function notSaved({ detail }) {
  const form = detail.requestConfig?.elt.closest?.("form");
  if (!form || detail.requestConfig.verb === "get") return;
  form.querySelector(".not-saved")?.remove();
  const words = document.createElement("p");
  words.className = "error not-saved kr-offline";
  words.role = "alert";
  words.textContent = "Not saved. ";
  const again = Object.assign(document.createElement("button"), { type: "submit", className: "button button-small", textContent: "Try again" });
  words.append(again);
  form.append(words);
  again.focus();
}
for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(failure, notSaved);
document.addEventListener("htmx:beforeRequest", ({ detail }) => detail.requestConfig?.elt.closest?.("form")?.querySelector(".not-saved")?.remove());
