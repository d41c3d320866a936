// Asks before typed words are left behind.
let typed = false;
addEventListener("input", (event) => {
  if (event.target.closest("form[data-guard]")) typed = true;
});
addEventListener("submit", () => (typed = false));
addEventListener("beforeunload", (event) => {
  if (typed && !document.documentElement.classList.contains("leaving")) event.preventDefault();
});
