// Typed words are not left behind: the browser asks before it leaves them, and a lock takes them along.
// A form that came back, filled in, is typed already.
let form = document.querySelector("form[data-guard] [data-typed]")?.form ?? null;
addEventListener("input", (event) => {
  form = event.target.closest("form[data-guard]") ?? form;
});
addEventListener("submit", () => (form = null));
addEventListener("beforeunload", (event) => {
  if (form && !document.documentElement.classList.contains("leaving")) event.preventDefault();
});

/** Whether something was typed that is not sent. */
export const isTyped = () => form !== null;

/**
 * Sends what was typed to be shown again, not to be saved: a locked or ended session answers with a page that keeps
 * it under seal, an open one with the same form.
 */
export const takeAlong = () => {
  const mark = document.createElement("input");
  mark.type = "hidden";
  mark.name = "resumed";
  mark.value = "1";
  form.append(mark);
  const sent = form;
  form = null;
  HTMLFormElement.prototype.submit.call(sent);
};

// The lock and the language switch, pressed in the middle of a form.
for (const other of document.querySelectorAll("form[action='/lock'], form[action='/language']")) {
  other.addEventListener("submit", async (event) => {
    if (!form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (other.action.endsWith("/lock")) document.documentElement.classList.add("leaving");
    const body = new URLSearchParams(new FormData(other));
    await fetch(other.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
    takeAlong();
  });
}
