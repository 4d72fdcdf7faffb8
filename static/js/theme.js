// The theme changes at once; the cookie tells the server for the next page, so that nothing flashes.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-switch]");
  if (!form) return;
  event.preventDefault();
  const theme = event.submitter.value;
  const keeps = theme === "system" ? "max-age=0" : "max-age=31536000";
  document.cookie = `theme=${theme}; path=/; samesite=lax; ${keeps}${location.protocol === "https:" ? "; secure" : ""}`;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button === event.submitter));
});
