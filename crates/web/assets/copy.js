// Copies a neutral text for the chart, and says so.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).textContent.trim();
    await navigator.clipboard.writeText(text);
    const done = button.parentElement.querySelector("[role=status]");
    done.textContent = "";
    requestAnimationFrame(() => (done.textContent = button.dataset.done));
  });
}
