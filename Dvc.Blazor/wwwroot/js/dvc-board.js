// Keys of the board: move, open, select, claim, search. No key acts while a field or a dialog has the focus; every key only presses what stands on the page.
"use strict";

class DvcBoard extends HTMLElement {
  connectedCallback() {
    this.hears = (event) => this.press(event);
    document.addEventListener("keydown", this.hears);
    this.addEventListener("focusin", (event) => {
      this.place = event.target.closest("[data-row]")?.dataset.row ?? this.place;
    });
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.hears);
  }

  get rows() {
    return [...this.querySelectorAll("[data-row]")];
  }

  /** The row the officer is at, or was at before the focus went elsewhere. */
  get row() {
    return document.activeElement?.closest?.("[data-row]") ?? this.rows.find((row) => row.dataset.row === this.place);
  }

  press(event) {
    const act = { j: () => this.move(1), k: () => this.move(-1), x: () => this.click("input[type=checkbox]"), n: () => this.click("[data-claim]") }[event.key.toLowerCase()];
    if (!act || DvcKeys.isTyping(event)) return;
    event.preventDefault();
    act();
  }

  move(step) {
    const rows = this.rows;
    const at = rows.indexOf(this.row);
    const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)];
    next?.querySelector("a")?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  click(what) {
    const row = this.row;
    row?.querySelector(what)?.click();
    row?.querySelector("a")?.focus({ preventScroll: true });
  }
}

class DvcKeys extends HTMLElement {
  static isTyping(event) {
    const at = event.target;
    return (
      event.defaultPrevented ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey ||
      event.isComposing ||
      document.querySelector("dialog[open]") !== null ||
      at.isContentEditable ||
      (at.matches?.("input, select, textarea") && at.type !== "checkbox")
    );
  }

  connectedCallback() {
    this.hears = (event) => this.press(event);
    document.addEventListener("keydown", this.hears);
    this.addEventListener("click", (event) => {
      if (event.target.closest("[data-keys]")) this.show();
    });
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.hears);
  }

  press(event) {
    if (DvcKeys.isTyping(event)) return;
    if (event.key === "/") {
      event.preventDefault();
      const field = document.getElementById("tim");
      field?.focus();
      field?.select();
    } else if (event.key === "?") {
      event.preventDefault();
      this.show();
    }
  }

  show() {
    this.querySelector("dialog").showModal();
  }
}

customElements.define("dvc-board", DvcBoard);
customElements.define("dvc-keys", DvcKeys);
