// Brings the reader to what went wrong, and from there to the field.
const summary = document.getElementById("summary");
if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".field") ?? field).scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });
} else {
  // After saving, focus lands on what happened.
  document.querySelector("h1[data-result]")?.focus();
}
