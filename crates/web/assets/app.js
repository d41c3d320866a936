// What makes pages quicker and calmer. Every page works without it; nothing here is sent anywhere but home.
import "./lock.js";
import "./errors.js";
import "./stepper.js";
import "./copy.js";
import "./review.js";
import "./signature.js";

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// A form that has been sent is not sent twice by an impatient thumb. The server would take it once anyway.
addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
});
