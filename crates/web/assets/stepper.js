// Two thumb-sized buttons around a number.
for (const stepper of document.querySelectorAll(".stepper")) {
  const input = stepper.querySelector("input");
  const name = stepper.closest(".field").querySelector("label").textContent;
  const button = (sign, word, step) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", `${word}: ${name}`);
    made.addEventListener("click", () => {
      const value = Number(input.value || 0) + step;
      input.value = String(Math.min(Number(input.max), Math.max(Number(input.min), value)));
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return made;
  };
  input.before(button("−", stepper.dataset.fewer, -1));
  input.after(button("+", stepper.dataset.more, 1));
  stepper.classList.add("live");
}
