// Starts Blazor and keeps what people typed through a dead link, a planned restart and a lost server.
"use strict";

window.Dvc = (() => {
  const touched = new Map(); // element -> value at its last edit, until the server confirms it
  const carried = "dvc-unsent";
  const modal = document.getElementById("components-reconnect-modal");
  let pausing = false;
  let ended = false; // the page belongs to somebody who is no longer signed in
  let signingOut = false; // by the button of this very page
  let onReady = () => {};
  let waiting = null; // what to send as soon as the page reacts again on its new circuit
  let homeless = []; // what was said but has no field on the page yet

  // ---- fields the person edited ------------------------------------------------

  const isField = (el) => el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement || el instanceof HTMLSelectElement;
  const isKept = (el) => isField(el) && !["file", "password", "hidden", "submit", "button"].includes(el.type);
  const isBox = (el) => el.type === "checkbox" || el.type === "radio";
  const valueOf = (el) => (isBox(el) ? el.checked : el.value);

  function remember(event) {
    const el = event.target;
    if (!event.isTrusted || !isKept(el)) return;
    // Of radio buttons only the last choice counts, and it counts last.
    if (el.type === "radio") for (const other of [...touched.keys()]) if (other.type === "radio" && other.name === el.name) touched.delete(other);
    touched.delete(el);
    touched.set(el, valueOf(el));
  }

  document.addEventListener("input", remember, true);
  document.addEventListener("change", remember, true);

  /** The page calls this after a commit: the field with this id was saved with this value. */
  function saved(id, value) {
    for (const [el] of touched) {
      if (el.id === id && (value === undefined || value === null || String(valueOf(el)) === String(value))) touched.delete(el);
    }
  }

  /** Edited, and the server has not confirmed it. */
  const isUnsaved = (el) => touched.has(el);

  /** The person gave these words up for others. */
  const forget = (el) => touched.delete(el);

  const keyOf = (el) => (el.id ? { id: el.id } : { name: el.name, option: isBox(el) ? el.value : null });

  function find(key) {
    if (key.id) return document.getElementById(key.id);
    return [...document.getElementsByName(key.name)].find((el) => key.option === null || el.value === key.option);
  }

  const closedRows = () => [...document.querySelectorAll(".group.closed")];
  const isIn = (row, id) => id?.startsWith(`${row.id}-`);

  /** A field that is gone with its step or its window has done its work; one in a closed row comes back. */
  const isHere = (el) => (el.isConnected && (el.id || el.name)) || closedRows().some((row) => isIn(row, el.id));

  const snapshot = () => [
    ...[...touched].filter(([el]) => isHere(el)).map(([el, value]) => ({ key: keyOf(el), value, label: labelOf(el) })),
    ...homeless,
    ...(isUnanswered() ? [{ press: pressed.step }] : []),
  ];

  const labelOf = (el) => el.labels?.[0]?.textContent.trim() || el.getAttribute("aria-label") || el.name;

  function tell(el, value) {
    if (isBox(el)) {
      if (el.type === "radio" && !value) return;
      el.checked = value;
    } else {
      el.value = value;
    }
    el.dispatchEvent(new Event("input", { bubbles: true }));
    el.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Says words in their field as if typed there; false when the field is not on the page. */
  function say({ key, value }) {
    const el = find(key);
    if (!el) return false;
    touched.set(el, value);
    tell(el, value);
    return true;
  }

  /** The server may hold older words than the page shows: say every edited field again. Ends when all were said, or some have no field here. */
  async function sendAgain(entries) {
    homeless = entries.filter((entry) => !entry.press && !say(entry));
    for (const el of [...touched.keys()]) if (!el.isConnected) touched.delete(el);
    if (homeless.length > 0) await untilHoused();
    for (const { press } of entries) if (press) onwardOf(press)?.click();
  }

  /** These fields are in closed rows, or appear only with another answer that is under way. */
  function untilHoused() {
    const opened = new WeakSet();
    return new Promise((done) => {
      const watch = new MutationObserver(look);
      const patience = setTimeout(finish, 5_000);
      watch.observe(document.body, { childList: true, subtree: true });
      look();

      function look() {
        homeless = homeless.filter((entry) => !say(entry));
        openRows(opened);
        if (homeless.length === 0) finish();
      }

      function finish() {
        watch.disconnect();
        clearTimeout(patience);
        done();
      }
    });
  }

  function openRows(opened) {
    for (const row of closedRows()) {
      if (opened.has(row) || !homeless.some(({ key }) => isIn(row, key.id))) continue;
      opened.add(row);
      row.querySelector("header button").click();
    }
  }

  // ---- the press that leads on ----------------------------------------------------

  let pressed = null; // the last press: at which step, and how often that step had said no before
  let under = null; // where a hand went down on the button

  const onwardOf = (step) => document.querySelector(`[data-onward="${CSS.escape(step)}"]`);

  /** The page has neither gone on nor said why not. */
  const isUnanswered = () => pressed !== null && onwardOf(pressed.step)?.dataset.refusals === pressed.refusals;

  document.addEventListener(
    "pointerdown",
    (event) => {
      const step = event.target.closest?.("[data-onward]")?.dataset.onward;
      under = step ? { step, x: event.clientX, y: event.clientY } : null;
    },
    true,
  );

  document.addEventListener(
    "click",
    (event) => {
      const onward = event.target.closest?.("[data-onward]");
      if (!onward) return pressAsMeant(event);
      const { onward: step, refusals } = onward.dataset;
      // The second half of a double press is none for the step that came up under the hand in between.
      if (event.detail > 1 && pressed && pressed.step !== step) return event.stopImmediatePropagation();
      pressed = { step, refusals };
    },
    true,
  );

  /** Words that came up between down and up have moved the button away from under the hand. */
  function pressAsMeant(event) {
    if (!event.isTrusted) return;
    const meant = under && Math.hypot(event.clientX - under.x, event.clientY - under.y) < 10 && onwardOf(under.step);
    under = null;
    if (!meant) return;
    event.stopImmediatePropagation();
    meant.click();
  }

  const answered = () => pressed && (pressed.refusals = null);

  // Whoever goes on filling in has given the press up.
  document.addEventListener("input", (event) => event.isTrusted && answered(), true);

  // ---- the screen ---------------------------------------------------------------

  function show(state) {
    modal.querySelectorAll("[data-state]").forEach((part) => (part.hidden = part.dataset.state !== state));
    modal.setAttribute("aria-label", modal.querySelector(`[data-state="${state}"] h2`).textContent);
    if (!modal.open) modal.showModal();
  }

  function hide() {
    if (modal.open) modal.close();
    const line = document.querySelector("[data-link-back]");
    line.textContent = line.dataset.word;
    setTimeout(() => (line.textContent = ""), 5000);
  }

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  async function serverIsUp() {
    try {
      return (await fetch("/healthz/live", { cache: "no-store", signal: AbortSignal.timeout(3000) })).ok;
    } catch {
      return false;
    }
  }

  async function untilServerIsUp() {
    for (let tries = 0; tries < 120; tries++) {
      if (await serverIsUp()) return true;
      await pause(500);
    }
    return false;
  }

  // ---- ends of a link -----------------------------------------------------------

  /** The server is about to stop in good order: hand over the state now, go on with the server that follows. */
  async function pauseForRestart() {
    if (pausing) return;
    pausing = true;
    show("paused"); // the field in use is left by this and sends its words
    window.DvcForm?.hold();
    await untilConfirmed(800);
    waiting = snapshot();
    await Blazor.pauseCircuit();
    await pause(500);
    const back = untilReady();
    if ((await untilServerIsUp()) && (await resume())) (await back) || hide();
    else end();
    pausing = false;
  }

  /** A word said to a paused circuit ends it for good, so what is under way arrives first; what does not is said again afterwards. */
  async function untilConfirmed(longest) {
    const end = Date.now() + longest;
    while (touched.size > 0 && Date.now() < end) await pause(50);
    await pause(150);
  }

  async function resume() {
    try {
      return await Blazor.resumeCircuit();
    } catch {
      return false;
    }
  }

  /** On its new circuit the page is drawn anew: what is typed before that would be lost, so the screen stays until then. False when it took too long. */
  const untilReady = () => Promise.race([new Promise((done) => (onReady = done)), pause(20_000).then(() => false)]);

  /** The server no longer knows this circuit: take over on a new one, or load the page again without losing a word. */
  async function lost() {
    waiting = snapshot();
    show("lost");
    if (!(await untilServerIsUp())) return show("failed");
    const back = untilReady();
    if (await resume()) (await back) || hide();
    else end();
  }

  function end() {
    const entries = waiting ?? snapshot();
    if (entries.length === 0 || carry(entries)) return location.reload();
    handOver(entries);
  }

  /** There is no place left for these words: the person sees them once more, to copy. */
  function handOver(entries) {
    const list = modal.querySelector("[data-unsent]");
    list.hidden = false;
    list.querySelector("dl").replaceChildren();
    for (const { label, value } of entries.filter(({ press }) => !press)) {
      const term = document.createElement("dt");
      const words = document.createElement("dd");
      term.textContent = label;
      words.textContent = value === true ? "✓" : String(value);
      list.querySelector("dl").append(term, words);
    }
    show("ended");
  }

  // Unsent words live in the tab's storage only for the reload itself, bound to the page and the person.
  const owner = () => document.querySelector('meta[name="dvc-visitor"]')?.content ?? "";

  function carry(entries) {
    try {
      sessionStorage.setItem(carried, JSON.stringify({ path: location.pathname, owner: owner(), entries }));
      return true;
    } catch {
      return false;
    }
  }

  function readCarried() {
    const left = JSON.parse(sessionStorage.getItem(carried));
    return left?.path === location.pathname && left.owner === owner() ? left.entries : [];
  }

  const userChanged = () => close("user");

  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[action='/dang-xuat']")) signingOut = true;
  });

  /** Signed out elsewhere, left alone too long, locked, or with other rights: what was saved is there after signing in again. */
  function sessionEnded() {
    if (signingOut) {
      // The answer to the button is on its way and says it better; only when it does not come the page says so itself.
      signingOut = false;
      setTimeout(sessionEnded, 5000);
      return;
    }
    modal.querySelector("[data-sign-in]").href = `/dang-nhap?tro-lai=${encodeURIComponent(location.pathname + location.search)}`;
    close("signed-out");
  }

  function close(state) {
    ended = true;
    touched.clear();
    show(state);
    // The server is deaf to this page already. Hanging up waits for what is still under way, of which it would otherwise speak as of an error.
    setTimeout(() => Blazor.disconnect?.(), 1000);
    // The next person at this computer must not read the first one's answers behind the screen.
    document.querySelector("main").style.visibility = "hidden";
  }

  // ---- readiness ------------------------------------------------------------------

  let going = false; // the page around the next step is on its way

  /** What the address asks for is drawn: a step of the wizard comes later than the page around it. */
  function isDrawn() {
    const mark = document.querySelector(".ready-mark[data-on]");
    return mark !== null && (mark.dataset.of === undefined || mark.dataset.of === location.pathname.split("/").findLast(Boolean));
  }

  function leave() {
    going = true;
    document.querySelector("main").removeAttribute("data-ready");
  }

  /** The address has changed but the page could not follow: once more. */
  async function followAddress() {
    if (!(await untilServerIsUp()) || modal.open || ended || going || isDrawn()) return;
    Blazor.navigateTo(location.href, { replaceHistoryEntry: true });
  }

  addEventListener("unhandledrejection", (event) => {
    if (!going || !(event.reason instanceof TypeError)) return;
    going = false;
    followAddress();
  });

  /** Leads to another step; asked twice it goes once. */
  function go(address) {
    const isThere = location.pathname === address;
    if (!isThere || !(going || isDrawn())) Blazor.navigateTo(address, { replaceHistoryEntry: isThere });
  }

  /** The page reacts. */
  async function ready(mark) {
    if (mark) mark.dataset.on = "";
    if (!isDrawn()) return;
    if (pressed && !onwardOf(pressed.step)) answered();
    const entries = [...readCarried(), ...(waiting ?? [])];
    waiting = null;
    if (entries.length > 0) await sendAgain(entries);
    sessionStorage.removeItem(carried);
    document.querySelector("main").dataset.ready = "true";
    open();
    onReady(true);
  }

  /** Takes the screen away: all is said, so nothing the person does now comes before it. What could not be said is shown. */
  function open() {
    if (!modal.open || ended) return;
    const unsaid = homeless.splice(0).filter(({ value }) => value !== false && value !== "");
    if (unsaid.length > 0) handOver(unsaid);
    else hide();
  }

  modal.addEventListener("components-reconnect-state-changed", (event) => {
    const state = event.detail.state;
    if (pausing || ended) return;
    if (state === "show") show("lost");
    if (state === "retrying") modal.querySelector("[data-attempt]").hidden = false;
    if (state === "failed") show("failed");
    if (state === "rejected" || state === "resume-failed") lost();
    if (state === "hide") {
      sendAgain(snapshot()).then(() => {
        open();
        if (document.querySelector(".ready-mark[data-on]") && !isDrawn()) followAddress();
      });
    }
  });

  modal.addEventListener("cancel", (event) => event.preventDefault());
  modal.addEventListener("click", async (event) => {
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (act === "reload") location.reload();
    if (act === "retry") {
      show("lost");
      try {
        if (!(await Blazor.reconnect())) await lost();
      } catch {
        show("failed");
      }
    }
  });

  // The page was loaded again under the person's hands: the screen stays until their words are back.
  if (readCarried().length > 0) {
    show("lost");
    untilReady().then((came) => came || hide());
  }

  Blazor.start({
    circuit: {
      configureSignalR: (link) => link.withServerTimeout(10_000).withKeepAliveInterval(5_000),
      // Quick at first (a blip), then every 5 s for about an hour: phones sleep.
      reconnectionOptions: {
        maxRetries: 720,
        retryIntervalMilliseconds: (tries) => (tries === 0 ? 0 : tries < 6 ? 1_000 : 5_000),
      },
    },
  }).then(() => {
    Blazor.addEventListener("enhancednavigationstart", leave);
    Blazor.addEventListener("enhancednavigationend", () => (going = false));
    Blazor.addEventListener("enhancedload", () => ready());
  });

  return { ready, go, saved, isUnsaved, forget, pauseForRestart, userChanged, sessionEnded, focus: (id) => document.getElementById(id)?.focus() };
})();
