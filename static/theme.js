// The theme that a visitor chose, set before anything is painted. Small and not a module, so that it runs
// while the page is read; everything else is in site.js.
document.documentElement.classList.add("js");
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the system's theme it is.
}
