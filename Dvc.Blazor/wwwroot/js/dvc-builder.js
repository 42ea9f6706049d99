// Keys of the form builder: undo, redo, move up and down. Every key only presses a button of the page; in a field Ctrl+Z stays the field's own.
// What is chosen is brought into sight in the tree; the page itself does not move.
"use strict";

class DvcBuilder extends HTMLElement {
  connectedCallback() {
    this.hears = (event) => this.press(event);
    document.addEventListener("keydown", this.hears);
    this.choices = new MutationObserver(() => this.reveal());
    this.choices.observe(this, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-current"] });
    this.reveal();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.hears);
    this.choices.disconnect();
  }

  reveal() {
    const tree = this.querySelector(".tree");
    const chosen = tree?.querySelector("[aria-current='true']");
    if (!chosen || chosen === this.chosen) return;
    this.chosen = chosen;
    const [frame, node] = [tree.getBoundingClientRect(), chosen.getBoundingClientRect()];
    if (node.top < frame.top || node.bottom > frame.bottom) tree.scrollTop += node.top - frame.top - (frame.height - node.height) / 2;
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
