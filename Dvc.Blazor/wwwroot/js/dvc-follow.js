// A static page that shows changes of one dossier by itself. Without this file the page still works: it shows what it was loaded with.
// <dvc-follow ticket="…" data-said="sentence with {0} for the time"> holds an empty [role=status]; the parts that may change are marked
// data-live="name", and what shall glow when it changed is marked data-mark="name" inside them.
"use strict";

const time = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
const waits = [0, 500, 1000, 2000, 5000, 10000, 30000];

class DvcFollow extends HTMLElement {
  connectedCallback() {
    this.failures = 0;
    this.read = Date.now();
    this.timer = setInterval(() => this.poll(), 15000);
    this.onSeen = () => document.visibilityState === "visible" && this.poll();
    document.addEventListener("visibilitychange", this.onSeen);
    this.onUploaded = () => this.refresh();
    document.addEventListener("dvc-uploaded", this.onUploaded);
    this.connect();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.onSeen);
    document.removeEventListener("dvc-uploaded", this.onUploaded);
    this.hub?.stop();
  }

  connect() {
    const { HubConnectionBuilder, HttpTransportType, LogLevel } = window.signalR;
    this.hub = new HubConnectionBuilder()
      .withUrl("/hubs/dossiers", { transport: HttpTransportType.WebSockets, skipNegotiation: true })
      .configureLogging(LogLevel.None)
      .build();
    this.hub.serverTimeoutInMilliseconds = 15000;
    this.hub.keepAliveIntervalInMilliseconds = 5000;
    this.hub.on("changed", () => this.refresh());
    this.hub.onclose(() => this.again());
    this.start();
  }

  async start() {
    try {
      await this.hub.start();
      await this.hub.invoke("Follow", this.getAttribute("ticket"));
      this.dataset.state = "live";
      this.failures = 0;
      // Something may have happened between the making of the page, or the loss of the link, and now.
      await this.refresh();
    } catch {
      if (this.hub.state === "Disconnected") this.again();
    }
  }

  again() {
    this.dataset.state = "lost";
    if (!this.isConnected) return;
    const wait = waits[Math.min(this.failures++, waits.length - 1)];
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.restart(), wait + Math.random() * 250);
  }

  // A ticket lives for an hour; a page that was not read for long gets a new one first.
  async restart() {
    if (Date.now() - this.read > 600000) await this.refresh();
    await this.start();
  }

  // The slow way, for when nothing is heard: every half minute without a link, every five minutes with one.
  poll() {
    if (document.visibilityState !== "visible") return;
    const patience = this.dataset.state === "live" ? 300000 : 30000;
    if (Date.now() - this.read >= patience) this.refresh();
  }

  async refresh() {
    if (this.reading) {
      this.missed = true;
      return;
    }
    this.reading = true;
    try {
      do {
        this.missed = false;
        await this.fetchAndShow();
      } while (this.missed);
    } catch {
      // The old content stays; the next message or poll tries again.
    } finally {
      this.reading = false;
    }
  }

  async fetchAndShow() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, credentials: "same-origin", cache: "no-store" });
    this.read = Date.now();
    // Signed out meanwhile: what is on the page stays, it was this person's.
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const ticket = page.querySelector("dvc-follow")?.getAttribute("ticket");
    if (ticket) this.setAttribute("ticket", ticket);
    let changed = false;
    for (const part of document.querySelectorAll("[data-live]")) {
      const next = page.querySelector(`[data-live="${part.dataset.live}"]`);
      if (next && this.plain(next) !== this.plain(part)) {
        this.replace(part, next);
        changed = true;
      }
    }
    if (changed) this.say();
  }

  plain(part) {
    const copy = part.cloneNode(true);
    copy.querySelectorAll(".fresh").forEach((e) => e.classList.remove("fresh"));
    copy.querySelectorAll('[class=""]').forEach((e) => e.removeAttribute("class"));
    return copy.innerHTML;
  }

  replace(part, next) {
    const before = new Map([...part.querySelectorAll("[data-mark]")].map((e) => [e.dataset.mark, e.textContent]));
    const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
    part.replaceChildren(...document.importNode(next, true).childNodes);
    for (const mark of part.querySelectorAll("[data-mark]")) {
      if (before.get(mark.dataset.mark) !== mark.textContent) {
        mark.classList.add("fresh");
        setTimeout(() => mark.classList.remove("fresh"), 5500);
      }
    }
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  say() {
    const status = this.querySelector("[role=status]");
    const news = document.querySelector("[data-news]")?.textContent.trim() ?? "";
    status.textContent = this.dataset.said.replace("{0}", time.format(new Date())).replace("{1}", news);
    this.hidden = false;
  }
}

customElements.define("dvc-follow", DvcFollow);
