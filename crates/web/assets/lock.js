// Locks after idleness with a warning, and never shows a page that the browser kept.
import { isTyped, takeAlong } from "./unsaved.js";

// A page out of the back/forward cache may show a person after a lock: ask the server again.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    document.documentElement.classList.add("leaving");
    location.reload();
  }
});

const minutes = Number(document.documentElement.dataset.idle ?? 0);
const dialog = document.getElementById("idle");
if (minutes > 0 && dialog) {
  const csrf = dialog.querySelector("[name=csrf]").value;
  // Other tabs of the same session keep it alive too; no content goes through here.
  const tabs = "BroadcastChannel" in self ? new BroadcastChannel("awake") : null;
  let lockAt = 0;

  const started = () => {
    lockAt = Date.now() + minutes * 60_000;
    if (dialog.open) dialog.close();
  };
  const stay = async () => {
    const body = new URLSearchParams({ csrf });
    const answer = await fetch("/awake", { method: "POST", body, redirect: "manual" }).catch(() => null);
    if (!answer) return; // The network is away; the clock goes on.
    if (!answer.ok) return lock();
    started();
    tabs?.postMessage("awake");
  };
  const lock = () => {
    document.documentElement.classList.add("leaving");
    if (isTyped()) takeAlong();
    else location.replace("/locked");
  };

  started();
  tabs?.postMessage("awake");
  tabs?.addEventListener("message", started);
  dialog.querySelector("button").addEventListener("click", (event) => {
    event.preventDefault();
    stay();
  });

  // By the clock and not by a count of ticks: a phone that slept has not ticked.
  setInterval(() => {
    const left = lockAt - Date.now();
    if (left <= 0) lock();
    else if (left <= 120_000 && !dialog.open) dialog.showModal();
  }, 5_000);

  // Somebody who types works; the server hears of it at most once a minute.
  let told = Date.now();
  addEventListener("input", () => {
    if (Date.now() - told < 60_000) return;
    told = Date.now();
    stay();
  });
}

// The clock of the locked screen goes on.
const clock = document.querySelector("[data-clock]");
if (clock) {
  const zone = clock.dataset.clock || undefined;
  const form = new Intl.DateTimeFormat(`${document.documentElement.lang}-US`, { timeStyle: "short", timeZone: zone });
  const tick = () => (clock.textContent = form.format(new Date()));
  tick();
  setInterval(tick, 5_000);
}
