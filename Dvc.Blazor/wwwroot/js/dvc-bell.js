// The number at the bell. Without this file it is as old as the page. The hub rings when there is something new to read, or less; the number is then asked for.
"use strict";

const pauses = [0, 500, 1000, 2000, 5000, 10000, 30000];

class DvcBell extends HTMLElement {
  connectedCallback() {
    this.failures = 0;
    this.read = Date.now();
    this.onSeen = () => document.visibilityState === "visible" && Date.now() - this.read > 60000 && this.refresh();
    document.addEventListener("visibilitychange", this.onSeen);
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.connect(), { once: true });
    else this.connect();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.onSeen);
    clearTimeout(this.retry);
    this.hub?.stop();
  }

  async connect() {
    if (!window.signalR) await this.load();
    if (!this.isConnected) return;
    const { HubConnectionBuilder, HttpTransportType, LogLevel } = window.signalR;
    this.hub = new HubConnectionBuilder()
      .withUrl("/hubs/dossiers", { transport: HttpTransportType.WebSockets, skipNegotiation: true })
      .configureLogging(LogLevel.None)
      .build();
    this.hub.serverTimeoutInMilliseconds = 15000;
    this.hub.keepAliveIntervalInMilliseconds = 5000;
    this.hub.on("told", () => this.refresh());
    this.hub.onclose(() => this.again());
    this.start();
  }

  load() {
    return new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = "/lib/signalr.min.js";
      script.onload = resolve;
      document.head.append(script);
    });
  }

  async start() {
    try {
      await this.hub.start();
      this.failures = 0;
      this.dataset.state = "live";
      // Something may have been told between the making of the page, or the loss of the link, and now.
      await this.refresh();
    } catch {
      if (this.hub.state === "Disconnected") this.again();
    }
  }

  again() {
    this.dataset.state = "lost";
    if (!this.isConnected) return;
    const pause = pauses[Math.min(this.failures++, pauses.length - 1)];
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.start(), pause + Math.random() * 500);
  }

  async refresh() {
    if (this.asking) {
      this.missed = true;
      return;
    }
    this.asking = true;
    try {
      do {
        this.missed = false;
        const answer = await fetch("/thong-bao/so-chua-doc", { credentials: "same-origin", cache: "no-store" });
        this.read = Date.now();
        if (answer.ok && !answer.redirected) this.show(Number(await answer.text()));
      } while (this.missed);
    } catch {
      // The old number stays; the next ring asks again.
    } finally {
      this.asking = false;
    }
  }

  show(count) {
    const most = Number(this.dataset.most);
    const [number, words] = this.children;
    const before = number.hidden ? 0 : parseInt(number.textContent, 10);
    number.textContent = count > most ? `${most}+` : String(count);
    number.hidden = count === 0;
    words.textContent = count === 0 ? "" : this.dataset.words.replace("{0}", number.textContent);
    // A list that is being read does not move; it says that there is more.
    if (count > before) document.querySelectorAll("[data-told]").forEach((part) => (part.hidden = false));
  }
}

customElements.define("dvc-bell", DvcBell);
