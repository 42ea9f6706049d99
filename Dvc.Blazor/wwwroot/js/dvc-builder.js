// Keys of the form builder: undo, redo, move up and down. Every key only presses a button of the page; in a field Ctrl+Z stays the field's own.
"use strict";

class DvcBuilder extends HTMLElement {
  connectedCallback() {
    this.hears = (event) => this.press(event);
    document.addEventListener("keydown", this.hears);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.hears);
  }

  press(event) {
    const button = this.buttonOf(event);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  }

  buttonOf(event) {
    const key = event.key.toLowerCase();
    if (event.altKey && !event.ctrlKey && !event.metaKey) {
      return { arrowup: this.querySelector("[data-up]"), arrowdown: this.querySelector("[data-down]") }[key];
    }
    const inField = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (!(event.ctrlKey || event.metaKey) || event.altKey || inField) return null;
    if (key === "z" && !event.shiftKey) return document.querySelector("[data-undo]");
    return key === "y" || (key === "z" && event.shiftKey) ? document.querySelector("[data-redo]") : null;
  }
}

customElements.define("dvc-builder", DvcBuilder);
