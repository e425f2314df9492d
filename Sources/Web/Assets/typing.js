// Keeps what somebody typed or chose and did not save. Every page works without it.
//
// What is typed or chosen in a form marked `data-keep="name"` is kept in this tab until it is on the page by itself: when another
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
  // What was saved may be spelled otherwise than it was typed. A page that is loaded again tells of what was saved before.
  if (keep.hasAttribute("data-saved") && performance.getEntriesByType("navigation")[0]?.type === "navigate") sessionStorage.removeItem(key);
  // Where nothing can be typed just now, as in a draft that was dismissed, what was kept waits until it can be again.
  if (!form) return;

  const fields = () => [...document.querySelectorAll("textarea, input:not([type=hidden]), select")].filter((field) => field.form?.id === form.id && field.name);
  const isTicked = (field) => field.matches("[type=checkbox], [type=radio]");
  // Several boxes share a name.
  const nameOf = (field) => isTicked(field) ? `${field.name}=${field.value}` : field.name;
  const valueOf = (field) => isTicked(field) ? String(field.checked) : field.value;
  const savedValueOf = (field) => {
    if (isTicked(field)) return String(field.defaultChecked);
    if (!field.matches("select")) return field.defaultValue;
    return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? "";
  };
  const put = (field, value) => {
    if (isTicked(field)) field.checked = value === "true";
    else field.value = value;
  };
  const unsaved = () => fields().filter((field) => valueOf(field) !== savedValueOf(field));
  let isLeaving = false;
  let offered = {};

  const store = () => {
    // What is still on offer is not forgotten because something else is typed.
    const typed = { ...offered, ...Object.fromEntries(unsaved().map((field) => [nameOf(field), valueOf(field)])) };
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
    fields().some((field) => nameOf(field) === name && valueOf(field).trim() !== String(text).trim()));

  const offer = document.querySelector("[data-kept]");
  if (missing().length === 0) {
    sessionStorage.removeItem(key);
  } else if (offer) {
    offered = Object.fromEntries(missing());
    offer.hidden = false;
    offer.querySelector("[data-take]")?.addEventListener("click", () => {
      for (const [name, text] of Object.entries(offered)) {
        for (const field of fields()) if (nameOf(field) === name) put(field, String(text));
      }
      offered = {};
      store();
      offer.hidden = true;
      unsaved()[0]?.focus();
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
