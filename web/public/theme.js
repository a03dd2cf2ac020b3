// Before anything is painted, so that a dark page does not begin with a flash of white.
(() => {
  const chosen = localStorage.getItem("parley.theme");
  const dark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
