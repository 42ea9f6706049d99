// The proof-of-work field of a form: ALTCHA's widget in our words. It starts when the form is touched, and a form sent too early waits for it.
import "/lib/altcha.min.js";

globalThis.$altcha.algorithms.set("SHA-256", () => new Worker("/lib/altcha-sha.js"));

class HumanCheck extends HTMLElement {
  connectedCallback() {
    if (this.widget) return;
    this.words = JSON.parse(this.dataset.words);
    globalThis.$altcha.i18n.set("vi", this.words);
    this.widget = document.createElement("altcha-widget");
    const settings = {
      auto: "onfocus",
      challenge: "/ma-xac-nhan",
      language: "vi",
      name: this.dataset.name,
      type: "native",
      configuration: JSON.stringify({
        hideFooter: true,
        hideLogo: true,
        humanInteractionSignature: false,
        minDuration: 0,
        validationMessage: this.words.waitAlert,
      }),
    };
    for (const [name, value] of Object.entries(settings)) this.widget.setAttribute(name, value);
    this.news = document.createElement("p");
    this.news.className = "vh";
    this.news.setAttribute("role", "status");
    this.widget.addEventListener("statechange", (event) => this.tell(event.detail.state));
    this.replaceChildren(this.widget, this.news);
    this.closest("form")?.addEventListener("submit", (event) => this.hold(event));
  }

  tell(state) {
    this.dataset.state = state;
    this.news.textContent = state === "unverified" ? "" : (this.words[state] ?? "");
  }

  hold(event) {
    const state = this.widget.getState();
    if (state === "verified" || event.defaultPrevented) return;
    event.preventDefault();
    if (this.waiting) return;
    this.waiting = true;
    const form = event.target;
    const button = event.submitter;
    const done = (news) => {
      const now = news.detail.state;
      if (now !== "verified" && now !== "error") return;
      this.widget.removeEventListener("statechange", done);
      this.waiting = false;
      // The answer is written into the form after the widget has drawn itself.
      if (now === "verified") setTimeout(() => form.requestSubmit(button));
      else this.focus();
    };
    this.widget.addEventListener("statechange", done);
    if (state !== "verifying") this.widget.verify();
  }
}

customElements.define("human-check", HumanCheck);
