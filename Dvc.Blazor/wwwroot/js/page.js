// Small helps for every page. Without this file the pages still work.
"use strict";

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => this.change());
    this.show();
  }

  get dark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  change() {
    const theme = this.dark ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    const secure = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `dvc-theme=${theme};path=/;max-age=31536000;samesite=lax${secure}`;
    document.querySelectorAll("theme-switch").forEach((other) => other.show());
  }

  show() {
    this.querySelector("[data-word]").textContent = this.dark ? this.dataset.light : this.dataset.dark;
  }
}

customElements.define("theme-switch", ThemeSwitch);

class CopyText extends HTMLElement {
  connectedCallback() {
    this.hidden = !navigator.clipboard;
    this.querySelector("button").addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.dataset.text);
      this.querySelector("output").textContent = this.dataset.done;
    });
  }
}

customElements.define("copy-text", CopyText);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});

document.querySelectorAll("[data-reveal]").forEach((button) => {
  const field = document.getElementById(button.dataset.reveal);
  const show = (shown) => {
    field.type = shown ? "text" : "password";
    button.textContent = shown ? button.dataset.hide : button.dataset.show;
  };
  button.hidden = false;
  button.addEventListener("click", () => show(field.type === "password"));
  // Password managers and the history of the browser are to see a password.
  field.form?.addEventListener("submit", () => show(false));
});

// A page that comes back with mistakes begins with their list.
document.querySelector("main form .note.error[tabindex='-1']")?.focus();
