// A search whose results are links: arrows walk from the field into them and back, Enter in the field takes the first.
document.addEventListener("keydown", (event) => {
  const picker = event.target.closest("[data-picker]");
  const field = picker?.querySelector("input");
  if (!field) return;
  const links = [...picker.querySelectorAll("a")];
  const at = links.indexOf(event.target.closest("a"));
  const go = (element) => { event.preventDefault(); element?.focus(); };
  if (event.key === "ArrowDown") go(links[at + 1] ?? links.at(-1));
  else if (event.key === "ArrowUp" && at >= 0) go(links[at - 1] ?? field);
  else if (event.key === "Escape" && at >= 0) { event.stopPropagation(); go(field); }
  else if (event.key === "Enter" && event.target === field && links.length) { event.preventDefault(); links[0].click(); }
  else if (at >= 0 && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ") field.focus();
});
