// Passkeys: asks the server what to ask the device, hands the device's answer over in an ordinary form.
"use strict";

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
    this.form = this.querySelector("form");
    this.hidden = false;
    document.querySelectorAll("[data-no-passkeys]").forEach((note) => (note.hidden = true));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.run();
    });
    // Back from the page it led to: the answer in the form is spent.
    addEventListener("pageshow", (event) => event.persisted && this.rest());
    if (this.dataset.autofill) this.offerInField();
  }

  disconnectedCallback() {
    this.waiting?.abort();
  }

  async run() {
    if (this.busy) return;
    this.busy = true;
    this.say(null);
    // A browser carries out one request for a passkey at a time.
    this.waiting?.abort();
    try {
      const options = await this.options();
      if (options) return this.send(await this.ask(options));
    } catch {
      this.say("[data-fault]");
    }
    this.rest();
  }

  rest() {
    this.busy = false;
    this.form.elements.credential.value = "";
  }

  async options() {
    const answer = await fetch(this.dataset.options, { method: "POST", body: new URLSearchParams(new FormData(this.form)) });
    if (answer.status === 204) {
      this.say("[data-refused]");
      return null;
    }
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  }

  ask(options, how = {}) {
    return this.dataset.act === "create"
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), ...how });
  }

  send(credential) {
    this.form.elements.credential.value = JSON.stringify(credential);
    this.form.submit();
  }

  say(which) {
    this.querySelectorAll("[data-fault],[data-refused]").forEach((line) => (line.hidden = !which || !line.matches(which)));
  }

  // Passkeys in the list the browser opens under the field of the name. A bare address has none.
  async offerInField() {
    if (/^[0-9.]+$|^\[/.test(location.hostname) || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
    this.waiting = new AbortController();
    try {
      const options = await this.options();
      if (options && !this.busy) this.send(await this.ask(options, { mediation: "conditional", signal: this.waiting.signal }));
    } catch {
      // Not chosen from the list; the button is still there.
    }
  }
}

customElements.define("passkey-form", PasskeyForm);
