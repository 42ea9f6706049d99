// Writing an article: shows it while it is written, and asks before words that are not saved are left.
"use strict";

class ArticleEditor extends HTMLElement {
  static pause = 400; // ms without a key

  connectedCallback() {
    this.form = this.querySelector("form");
    this.body = this.querySelector("[data-body]");
    this.shown = this.querySelector("[data-shown]");
    this.isDirty = document.querySelector(".note.error") !== null;
    this.form.addEventListener("input", (event) => {
      this.isDirty = true;
      if (event.target === this.body) this.later();
    });
    this.form.addEventListener("submit", () => (this.isDirty = false));
    this.leaving = (event) => {
      if (this.isDirty) event.preventDefault();
    };
    addEventListener("beforeunload", this.leaving);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    removeEventListener("beforeunload", this.leaving);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), ArticleEditor.pause);
  }

  async show() {
    const text = this.body.value;
    try {
      const answer = await fetch(this.dataset.preview, { method: "POST", headers: { "Content-Type": "text/plain" }, body: text });
      if (!answer.ok) throw new Error(answer.statusText);
      const html = await answer.text();
      if (this.body.value === text) this.shown.innerHTML = html;
    } catch {
      this.shown.textContent = this.dataset.failed;
    }
  }
}

customElements.define("article-editor", ArticleEditor);
