// Leaving fast from a public page: the link works alone; this hides the page at once and takes Shift three times.
const link = document.getElementById("leave");
const root = document.documentElement;

const go = () => {
  root.classList.add("leaving");
  document.title = link.dataset.loading;
  // Said aloud, and all that is left to see.
  const cover = document.createElement("p");
  cover.className = "cover";
  cover.setAttribute("role", "alert");
  document.body.append(cover);
  cover.textContent = link.dataset.loading;
  // Not into the history: Back must not come here again.
  location.replace(link.href);
};
// The one that is seen, and the one that shows itself to the keyboard behind the skip link.
for (const way of document.querySelectorAll("a[href='/leave']")) {
  way.addEventListener("click", (event) => {
    event.preventDefault();
    go();
  });
}

// It says that it is a button, so Space presses it.
link.addEventListener("keydown", (event) => {
  if (event.key !== " ") return;
  event.preventDefault();
  go();
});
for (const note of document.querySelectorAll("[data-script]")) note.hidden = false;

const status = document.createElement("p");
status.className = "unseen";
status.setAttribute("role", "status");
link.after(status);

// One fills with each Shift.
const dots = document.createElement("span");
dots.className = "presses";
dots.setAttribute("aria-hidden", "true");
dots.append(...Array.from({ length: 3 }, () => document.createElement("i")));
link.append(dots);
const fill = (n) => {
  dots.classList.toggle("on", n > 0);
  [...dots.children].forEach((dot, at) => dot.classList.toggle("on", at < n));
};

let presses = 0;
let last = 0;
let alone = false;
addEventListener("keydown", (event) => {
  alone = event.key === "Shift";
  if (alone) return;
  presses = 0;
  fill(0);
});
addEventListener("keyup", (event) => {
  if (event.key !== "Shift" || !alone) return;
  presses = event.timeStamp - last > 5000 ? 1 : presses + 1;
  last = event.timeStamp;
  fill(presses);
  if (presses >= 3) return go();
  status.textContent = presses === 2 ? link.dataset.one : link.dataset.two;
});

addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// Links inside the site leave no trail of their own, so Back leads out of it.
addEventListener("click", (event) => {
  const inside = event.target.closest("a[href^='/']");
  if (!inside || inside.matches("a[href='/leave']") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  location.replace(inside.href);
});
