// Keeps what somebody typed and did not save. Every page works without it.
//
// What is typed into a form marked `data-keep="name"` is kept in this tab until it is on the page by itself: when another
// button was pressed, the page was left or nobody answered, it is offered again. Leaving with something unsaved is asked
// about. It is the tab's own (`sessionStorage`), belongs to whoever is signed in, and is gone when they sign out in it or
// somebody else signs in; a session that has only run out takes nothing along.
"use strict";

(() => {
  const owner = document.body.dataset.visitor ?? "";
  const prefix = "typed ";

  const entries = () => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
  for (const key of entries()) {
    if (owner !== "" && !key.startsWith(`${prefix}${owner} `)) sessionStorage.removeItem(key);
  }
  document.querySelector("[data-sign-out]")?.addEventListener("submit", () => {
    for (const key of entries()) sessionStorage.removeItem(key);
  });

  const keep = document.querySelector("[data-keep]");
  if (!keep || owner === "") return;
  const key = `${prefix}${owner} ${keep.dataset.keep}`;
  const form = keep.matches("form") ? keep : keep.querySelector("form[id]");
  // Where nothing can be typed just now, as in a draft that was dismissed, what was kept waits until it can be again.
  if (!form) return;

  const fields = () => [...document.querySelectorAll("textarea, input[type=text]")].filter((field) => field.form?.id === form.id && field.name);
  const unsaved = () => fields().filter((field) => field.value !== field.defaultValue);
  let isLeaving = false;
  let offered = {};

  const store = () => {
    // What is still on offer is not forgotten because something else is typed.
    const typed = { ...offered, ...Object.fromEntries(unsaved().map((field) => [field.name, field.value])) };
    if (Object.keys(typed).length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(typed));
  };

  const kept = () => {
    try {
      return Object.entries(JSON.parse(sessionStorage.getItem(key) ?? "{}"));
    } catch {
      return [];
    }
  };

  const missing = () => kept().filter(([name, text]) =>
    fields().some((field) => field.name === name && field.value.trim() !== String(text).trim()));

  const offer = document.querySelector("[data-kept]");
  if (missing().length === 0) {
    sessionStorage.removeItem(key);
  } else if (offer) {
    offered = Object.fromEntries(missing());
    offer.hidden = false;
    offer.querySelector("[data-take]")?.addEventListener("click", () => {
      for (const [name, text] of Object.entries(offered)) {
        for (const field of fields()) if (field.name === name) field.value = String(text);
      }
      offered = {};
      store();
      offer.hidden = true;
      fields().find((field) => field.value !== field.defaultValue)?.focus();
    });
    offer.querySelector("[data-forget]")?.addEventListener("click", () => {
      offered = {};
      store();
      offer.hidden = true;
    });
  }

  document.addEventListener("input", (event) => {
    if (fields().includes(event.target)) store();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id === form.id) isLeaving = true;
  });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && unsaved().length > 0) event.preventDefault();
  });
})();
