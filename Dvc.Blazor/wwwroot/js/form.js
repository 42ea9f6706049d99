// Helps the fields of a form: sends what was typed at each pause, tidies a value when it is left, moves the focus to what needs work.
"use strict";

window.DvcForm = (() => {
  const pauseAfter = 500; // a pause in typing
  const longest = 1500; // but never let more than this go unsent
  const waiting = new Map(); // control -> { timer, since }
  const held = new Map(); // control in use -> { value: the newer one to show when it is left as it was, seen: what it shows now }

  const isTyped = (el) =>
    el instanceof HTMLTextAreaElement ||
    (el instanceof HTMLInputElement && ["text", "tel", "email", "search", "number"].includes(el.type));
  const isBox = (el) => el.type === "checkbox" || el.type === "radio";

  Blazor.registerCustomEventType("typed", { createEventArgs: (event) => ({ value: event.target.value }) });

  function send(el) {
    clearTimeout(waiting.get(el)?.timer);
    if (waiting.delete(el) && el.isConnected) el.dispatchEvent(new CustomEvent("typed", { bubbles: true }));
  }

  /** The server is about to stop: what waits here is sent again afterwards, like every field that is not confirmed. */
  function hold() {
    for (const { timer } of waiting.values()) clearTimeout(timer);
    waiting.clear();
  }

  document.addEventListener("input", (event) => {
    const el = event.target;
    if (!isTyped(el)) return;
    held.delete(el);
    const entry = waiting.get(el) ?? { since: Date.now() };
    clearTimeout(entry.timer);
    entry.timer = setTimeout(() => send(el), Math.max(0, Math.min(pauseAfter, entry.since + longest - Date.now())));
    waiting.set(el, entry);
  });

  // ---- tidying on the way out; in the capture phase, so that the page hears the tidied value ----

  const tidy = {
    money: (text) => {
      const digits = text.replace(/[\s.,]/g, "");
      return /^[0-9]{1,15}$/.test(digits) ? digits.replace(/^0+(?=[0-9])/, "").replace(/\B(?=([0-9]{3})+$)/g, ".") : text;
    },
    date: (text) => text.trim().replace(/^([0-9]{2})([0-9]{2})([0-9]{4})$/, "$1/$2/$3"),
  };

  document.addEventListener(
    "change",
    (event) => {
      const el = event.target;
      clearTimeout(waiting.get(el)?.timer);
      waiting.delete(el);
      if (event.isTrusted && held.get(el)?.seen === el.value) {
        // Said already, and overtaken since: leaving the field shows the newer answer and says that one.
        event.stopImmediatePropagation();
        return;
      }
      const how = tidy[el.dataset?.kind];
      if (!how) return;
      const text = how(el.value);
      if (text !== el.value) el.value = text;
    },
    true,
  );

  // ---- answers that come from elsewhere ----

  function show(el, value) {
    if (isBox(el)) el.checked = value;
    else el.value = value;
  }

  /**
   * Shows answers of another device, but never in a control that somebody is in: that one changes when it is left untouched.
   * Nor over words the server has not confirmed, unless the person has just given them up (sure); the server tries those again.
   */
  function put(pairs, sure) {
    let outcome = "shown";
    for (const { key, value } of pairs) {
      const el = document.getElementById(key);
      if (!el) continue;
      if (sure) Dvc.forget(el);
      held.delete(el);
      if (Dvc.isUnsaved(el)) {
        outcome = "refused";
      } else if (el === document.activeElement && isTyped(el) && el.value !== value) {
        held.set(el, { value, seen: el.value });
        if (outcome === "shown") outcome = "waiting";
      } else {
        show(el, value);
      }
    }
    return outcome;
  }

  document.addEventListener("focusout", (event) => {
    const el = event.target;
    const late = held.get(el);
    if (!late) return;
    held.delete(el);
    if (el.value !== late.seen) return;
    show(el, late.value);
    el.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // ---- focus ----

  const reachable = 'input:not([type="hidden"]):not(:disabled), select, textarea, button, a[href]';

  function focus(id) {
    const target = document.getElementById(id);
    if (!target) return false;
    const control = target.matches("input, select, textarea, button, a, h1, output") ? target : (target.querySelector(`:is(${reachable}):not(.btn)`) ?? target);
    control.focus({ preventScroll: true });
    (target.closest(".field, .group, .slot, .formsec") ?? target).scrollIntoView({ block: "start" });
    return true;
  }

  /** After a change of step: to the field the address names, else to the heading. */
  function arrive(id) {
    const wanted = decodeURIComponent(location.hash.slice(1));
    if (!(wanted && focus(wanted)) && id) {
      // Somebody quick is typing already: the heading must not take the letters.
      if (document.activeElement?.matches("main input, main select, main textarea")) return;
      scrollTo(0, 0);
      document.getElementById(id)?.focus({ preventScroll: true });
    }
  }

  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a[href*='#']");
      if (!link || link.classList.contains("skip") || event.defaultPrevented) return;
      const to = new URL(link.href);
      if (to.pathname !== location.pathname || to.origin !== location.origin) return;
      if (focus(decodeURIComponent(to.hash.slice(1)))) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    true,
  );

  // "Replace" opens the slot's own picker; that needs the click itself, so it cannot wait for the server.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.click();
  });

  /** The server has these answers: they need not be sent again. */
  const saved = (pairs) => pairs.forEach(({ key, value }) => Dvc.saved(key, value));

  // ---- an honest save line while the server cannot be reached ----

  const mark = (lost) => document.documentElement.toggleAttribute("data-link-lost", lost);
  addEventListener("offline", () => mark(true));
  addEventListener("online", () => mark(document.getElementById("components-reconnect-modal")?.open === true));
  document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", (event) => mark(event.detail.state !== "hide"));

  return { put, saved, hold, focus, arrive };
})();
