// The review strip says word for word what the partner will see, while it is being chosen.
//
// <p data-review="name" data-empty="Guest">: the text of the field, or what stands for none.
// <p data-review="needs">: the labels of what is chosen, between commas.
// Where fewer words go out for one answer, that answer's label carries data-say.
for (const strip of document.querySelectorAll(".review")) {
  const form = strip.closest("form");
  const label = (input) => {
    const found = form.querySelector(`label[for="${CSS.escape(input.id)}"]`);
    return (found?.dataset.say ?? found?.firstChild?.textContent ?? input.value).trim();
  };
  const say = (name) => {
    const chosen = [];
    for (const input of form.elements) {
      if (input.name !== name || input.type === "hidden") continue;
      const choice = input.type === "radio" || input.type === "checkbox";
      if (choice && input.checked) chosen.push(label(input));
      if (!choice && input.value.trim()) chosen.push(input.value.trim());
    }
    return chosen.join(", ");
  };
  const refresh = () => {
    for (const part of strip.querySelectorAll("[data-review]")) {
      const text = say(part.dataset.review) || part.dataset.empty || "";
      if (part.textContent !== text) part.textContent = text;
      part.classList.toggle("none", !text);
    }
  };
  form.addEventListener("input", refresh);
  refresh();
}
