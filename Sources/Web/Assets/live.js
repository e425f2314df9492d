// Keeps regions marked `data-live="/address"` fresh. Every page works without it.
//
// A region is fetched again every few seconds while its page is in sight. It is left alone while somebody types in it or
// has typed something that is not saved; then only a note inside it is shown. What changed is said once, politely. While
// nothing can be fetched, a note says of when the region is. How many drafts wait is told in the tab and in the navigation;
// where no region says it, it is asked for.
"use strict";

// Whoever signs in for the first time need not tell in which time zone they are.
for (const link of document.querySelectorAll('a[href^="/auth/gmail/connect"]')) {
  const address = new URL(link.href);
  address.searchParams.set("time_zone", Intl.DateTimeFormat().resolvedOptions().timeZone ?? "");
  link.href = address.pathname + address.search;
}

(() => {
  const regions = [...document.querySelectorAll("[data-live]")];
  const pace = 4000;
  const slowest = 120000;
  const countPace = 15000;
  const voice = document.createElement("p");
  voice.className = "unseen";
  voice.setAttribute("role", "status");
  document.body.append(voice);

  const normal = (html) => {
    const shape = document.createElement("template");
    shape.innerHTML = html;
    return shape.innerHTML.trim();
  };

  const isTypedIn = (region) => {
    const focused = document.activeElement;
    if (region.contains(focused) && focused.matches("textarea, input, select")) return true;
    return [...region.querySelectorAll("textarea, input:not([type=hidden]), select")].some((field) =>
      field.matches("[type=checkbox], [type=radio]") ? field.checked !== field.defaultChecked
        : field.matches("select") ? [...field.options].some((option) => option.selected !== option.defaultSelected)
          : field.value !== field.defaultValue);
  };

  const said = (region) => region.querySelector("[data-say]")?.textContent.trim() ?? "";

  const note = (region, name) => {
    for (const element of region.querySelectorAll("[data-stale]")) {
      element.classList.toggle("shown", element.dataset.stale === name);
    }
  };

  const time = (moment) => {
    const hours = moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const isToday = moment.toDateString() === new Date().toDateString();
    return isToday ? hours : `${hours} on ${moment.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" })}`;
  };

  const date = (region, moment) => {
    for (const element of region.querySelectorAll("[data-since]")) element.textContent = time(moment);
  };

  const tokens = (root) => [...root.querySelectorAll("input[name=form_token]")];

  // Whoever signed in again beside this page has another session, and its forms need that one's token.
  const adopt = (html) => {
    const shape = document.createElement("template");
    shape.innerHTML = html;
    const fresh = tokens(shape.content)[0]?.value;
    const stale = tokens(document)[0]?.value;
    if (!fresh || !stale || fresh === stale) return [stale, stale];
    for (const field of tokens(document)) field.value = fresh;
    return [stale, fresh];
  };

  const tellWaiting = (text) => {
    if (!/^[0-9]+$/.test(text ?? "")) return;
    const title = document.title.replace(/^\([0-9]+\) /, "");
    document.title = text === "0" ? title : `(${text}) ${title}`;
    for (const element of document.querySelectorAll("[data-waiting]")) {
      element.textContent = text;
      element.hidden = text === "0";
    }
  };

  const show = (region, html) => {
    const focused = region.contains(document.activeElement) ? document.activeElement.id : "";
    const open = [...region.querySelectorAll("details[open][id]")].map((element) => element.id);
    const before = said(region);
    region.innerHTML = html;
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    const after = said(region);
    if (after && after !== before) voice.textContent = after;
  };

  const watch = (region) => {
    let last = normal(region.innerHTML);
    let wait = pace;
    let timer = 0;
    let since = new Date();

    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(look, wait);
    };

    const look = async () => {
      if (document.hidden) return;
      try {
        const answer = await fetch(region.dataset.live, { redirect: "manual", headers: { Accept: "text/html" } });
        if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 404) {
          note(region, "gone");
          return;
        }
        if (!answer.ok) throw new Error(`status ${answer.status}`);
        const next = normal(await answer.text());
        wait = pace;
        since = new Date();
        tellWaiting(answer.headers.get("Secretary-Waiting"));
        const [stale, fresh] = adopt(next);
        if (stale !== fresh) last = last.replaceAll(stale, fresh);
        if (next === last) {
          note(region, "");
        } else if (isTypedIn(region)) {
          note(region, "changed");
        } else {
          last = next;
          show(region, next);
        }
      } catch {
        date(region, since);
        note(region, "old");
        wait = Math.min(wait * 2, slowest);
      }
      again();
    };

    const wake = () => {
      clearTimeout(timer);
      if (!document.hidden) look();
    };

    document.addEventListener("visibilitychange", wake);
    // Back from a window beside this one, in which one may have signed in, or with the network back.
    addEventListener("focus", wake);
    addEventListener("online", wake);
    again();
  };

  const count = async (address) => {
    if (!document.hidden) {
      const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
      tellWaiting(answer?.headers.get("Secretary-Waiting"));
    }
    setTimeout(() => count(address), countPace);
  };

  regions.forEach(watch);
  const counted = document.querySelector("[data-count]");
  if (counted && regions.length === 0) setTimeout(() => count(counted.dataset.count), countPace);
})();
