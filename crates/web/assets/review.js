// The review strip says word for word what the partner will see, while it is being chosen.
//
// <p data-review="name" data-empty="Guest">: the text of the field, or what stands for none.
// <p data-review="needs" data-before="Asks for:">: the labels of what is chosen, between commas.
// Where fewer words go out for one answer, that answer's label carries data-say.
for (const strip of document.querySelectorAll(".review")) {
  const form = strip.closest("form");
  const label = (input) => {
    const found = form.querySelector(`label[for="${CSS.escape(input.id)}"]`);
    return (found?.dataset.say ?? found?.firstChild?.textContent ?? input.value).trim();
  };
  const say = (name) => {
    const chosen = [];
    // Not form.elements: a field may be named "elements".
    for (const input of form.querySelectorAll("input, select, textarea")) {
      if (input.name !== name || input.type === "hidden") continue;
      const choice = input.type === "radio" || input.type === "checkbox";
      if (choice && input.checked) chosen.push(label(input));
      if (input.type === "select-one") {
        if (input.value) chosen.push(input.selectedOptions[0].text.trim());
        continue;
      }
      if (!choice && input.value.trim()) chosen.push(input.value.trim());
    }
    return chosen.join(", ");
  };
  const agreed = strip.querySelector("[type=checkbox]");
  // Goes back with the form: the server sends only what it would say in the same words.
  const read = form.querySelector("[name=reviewed]") ?? document.createElement("input");
  if (agreed && !read.form) {
    Object.assign(read, { type: "hidden", name: "reviewed" });
    form.append(read);
  }
  const refresh = (event) => {
    for (const part of strip.querySelectorAll("[data-review]")) {
      const said = say(part.dataset.review);
      const text = (said ? `${part.dataset.before ?? ""} ${said}`.trim() : part.dataset.empty) ?? "";
      if (part.textContent !== text) {
        part.textContent = text;
        // What was agreed to is not what stands here now.
        if (event && agreed) agreed.checked = false;
      }
      part.classList.toggle("none", !text);
    }
    const stands = [...strip.querySelectorAll("[data-review]")].filter((part) => part.getClientRects().length);
    read.value = stands.map((part) => part.textContent).filter(Boolean).join(" · ");
  };
  // Without this script nothing would keep the strip true, so the page that ticks hides it.
  strip.hidden = false;
  form.addEventListener("input", refresh);
  form.addEventListener("submit", () => refresh());
  refresh();
}
