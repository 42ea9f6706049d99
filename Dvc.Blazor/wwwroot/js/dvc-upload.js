// <dvc-upload>: sends the files of the <input type=file> inside it by resumable parts. The file is kept in the browser's
// IndexedDB until it has arrived, so a reload goes on by itself. All words come from data attributes; nothing passes the circuit.
(() => {
  "use strict";

  const CHUNK = 1 << 20;
  const RETRIES = [1000, 2000, 4000, 8000, 15000, 30000];
  const KEPT_FOR = 24 * 3600 * 1000; // the server forgets unfinished uploads after that too
  const DRAGS = ["dragover", "dragleave", "drop"];
  const STORE = "uploads";
  const DATABASE = "dvc-uploads";

  // --- files in waiting -------------------------------------------------------------------------------------------
  const asPromise = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  let opened;
  const database = () => {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return opened;
  };

  const inStore = async (mode, act) => {
    try {
      const db = await database();
      return await asPromise(act(db.transaction(STORE, mode).objectStore(STORE)));
    } catch {
      return undefined; // private windows may have no storage: the upload works, only a reload asks for the file again
    }
  };
  const keep = (entry) => inStore("readwrite", (store) => store.put(entry));
  const forget = (key) => inStore("readwrite", (store) => store.delete(key));
  const waiting = async (draft, component) => {
    const all = (await inStore("readonly", (store) => store.getAll())) ?? [];
    const old = Date.now() - KEPT_FOR;
    for (const entry of all) if (entry.at < old) void forget(entry.key);
    return all.filter((e) => e.at >= old && e.draft === draft && e.component === component);
  };

  // Signing out leaves nothing of a person in the browser.
  const clearAll = async () => {
    await inStore("readwrite", (store) => store.clear());
  };

  // --- checksums --------------------------------------------------------------------------------------------------
  const digest = async (blob) => (crypto.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())) : null);
  const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
  const hex = (bytes) => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");

  // The protocol's library comes with the first upload slot only.
  let library;
  const tusLibrary = () => {
    library ??= new Promise((resolve, reject) => {
      if (window.tus) return resolve();
      const script = Object.assign(document.createElement("script"), { src: "/lib/tus.min.js" });
      script.onload = () => resolve();
      script.onerror = () => {
        library = undefined;
        script.remove();
        reject(new Error("offline"));
      };
      document.head.append(script);
    });
    return library;
  };

  const fill = (text, values) => (text ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  // --- one file ---------------------------------------------------------------------------------------------------
  class Sending {
    constructor(slot, entry) {
      this.slot = slot;
      this.entry = entry;
      this.file = entry.file;
      this.said = 0;
      this.done = false;
      this.attempt = 0;
      this.percent = 0;
      this.draw();
    }

    get values() {
      return { name: this.file.name, percent: this.percent };
    }

    draw() {
      const row = document.createElement("li");
      row.className = "file uploading";
      const body = document.createElement("div");
      this.name = Object.assign(document.createElement("p"), { className: "name", textContent: this.file.name });
      this.bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
      this.bar.setAttribute("aria-label", fill(this.slot.dataset.textProgress, this.values));
      this.line = Object.assign(document.createElement("p"), { className: "meta", textContent: this.slot.dataset.textWaiting });
      body.append(this.name, this.bar, this.line);
      const acts = Object.assign(document.createElement("div"), { className: "acts" });
      this.retry = this.button(this.slot.dataset.textRetry, () => this.again());
      this.retry.hidden = true;
      this.stop = this.button(this.slot.dataset.textCancel, () => this.cancel());
      acts.append(this.retry, this.stop);
      row.append(body, acts);
      this.row = row;
      this.slot.list.append(row);
    }

    button(text, act) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "btn quiet dense" });
      button.textContent = fill(text, this.values);
      button.addEventListener("click", act);
      return button;
    }

    async start() {
      try {
        await tusLibrary();
      } catch {
        this.pause(0);
        return;
      }
      if (this.done) return;
      this.upload = new tus.Upload(this.file, {
        endpoint: this.slot.dataset.endpoint || "/tep/tai-len",
        uploadUrl: this.entry.url ?? null,
        chunkSize: CHUNK,
        retryDelays: null,
        storeFingerprintForResuming: false,
        removeFingerprintOnSuccess: true,
        metadata: {
          draft: this.entry.draft,
          component: this.entry.component,
          filename: this.file.name,
          ...(this.entry.sha256 ? { sha256: this.entry.sha256 } : {}),
        },
        onBeforeRequest: (request) => this.addChecksum(request),
        onUploadUrlAvailable: () => {
          this.entry.url = this.upload.url;
          void keep(this.entry);
        },
        onProgress: (sent, all) => this.progress(sent, all),
        onError: (error) => this.failed(error),
        onSuccess: () => void this.settle(),
      });
      this.upload.start();
    }

    async addChecksum(request) {
      if (request.getMethod() !== "PATCH" || !crypto.subtle) return;
      const offset = Number(request.getHeader("Upload-Offset"));
      const sum = await digest(this.file.slice(offset, Math.min(offset + CHUNK, this.file.size)));
      request.setHeader("Upload-Checksum", `sha256 ${base64(sum)}`);
    }

    progress(sent, all) {
      this.attempt = 0;
      this.percent = all ? Math.floor((sent / all) * 100) : 0;
      this.bar.value = this.percent;
      this.show("textUploading");
      const quarter = Math.floor(this.percent / 25) * 25;
      if (quarter > this.said) {
        this.said = quarter;
        this.slot.announce(fill(this.slot.dataset.textAnnounce, { name: this.file.name, percent: quarter }));
      }
    }

    show(key, warn = false) {
      this.line.className = warn ? "msg warn" : "meta";
      this.line.textContent = fill(this.slot.dataset[key], this.values);
      this.row.dataset.state = key.replace("text", "").toLowerCase();
    }

    failed(error) {
      if (this.done) return;
      const status = error?.originalResponse?.getStatus() ?? 0;
      if (status === 413 || status === 422) {
        this.refused(this.refusalOf(error.originalResponse));
      } else if (status === 404 || status === 410) {
        // The server has forgotten it (or never heard of the draft): once from the start, then no more.
        if (this.entry.url && !this.restarted) {
          this.restarted = true;
          this.entry.url = null;
          void this.start();
        } else {
          this.refused(this.slot.dataset.textWrongType);
        }
      } else {
        this.pause(status);
      }
    }

    refusalOf(response) {
      try {
        return JSON.parse(response.getBody()).message;
      } catch {
        return this.slot.dataset.textWrongType;
      }
    }

    // For ever while the page is open, and at once when the network is back.
    pause(status) {
      this.show({ 401: "textSignedOut", 507: "textDiskFull" }[status] ?? (navigator.onLine ? "textRetrying" : "textOffline"), true);
      if (status === 507) this.slot.announce(`${this.file.name}: ${this.line.textContent}`);
      this.retry.hidden = false;
      clearTimeout(this.timer);
      const delay = RETRIES[Math.min(this.attempt++, RETRIES.length - 1)];
      this.timer = setTimeout(() => this.again(), delay);
    }

    offline() {
      if (!this.done && !this.settling) this.show("textOffline", true);
    }

    again() {
      clearTimeout(this.timer);
      this.retry.hidden = true;
      if (this.done) return;
      if (this.settling) {
        void this.settle();
        return;
      }
      void Promise.resolve(this.upload?.abort()).catch(() => undefined).then(() => this.start());
    }

    // All bytes are there; what the server makes of them is asked for, also after a lost answer.
    async settle() {
      this.settling = true;
      this.bar.value = this.percent = 100;
      this.show("textChecking");
      try {
        const response = await fetch(this.upload.url, { headers: { "Tus-Resumable": "1.0.0" }, credentials: "same-origin" });
        if (response.status === 404) {
          this.settling = false;
          this.entry.url = null;
          await this.start();
          return;
        }
        if (!response.ok) throw new Error(String(response.status));
        const outcome = await response.json();
        if (outcome.state === "Stored") this.stored(outcome);
        else if (outcome.state === "Refused") this.refused(outcome.message, outcome.refusal);
        else {
          this.settling = false;
          await this.start();
        }
      } catch (error) {
        this.pause(Number(error?.message) || 0);
      }
    }

    stored(outcome) {
      this.finish();
      if (!this.slot.sendings.size) this.slot.alertBox.querySelector(".warn")?.remove();
      this.slot.announce(fill(this.slot.dataset.textUploaded, this.values));
      this.slot.tell("dvc-uploaded", outcome.paperId);
    }

    refused(message, reason) {
      this.finish();
      this.slot.refuse(this.file.name, message);
      this.slot.tell("dvc-refused", null, reason);
    }

    finish() {
      this.done = true;
      clearTimeout(this.timer);
      void forget(this.entry.key);
      this.row.remove();
      this.slot.sendings.delete(this);
    }

    cancel() {
      const upload = this.upload;
      this.finish();
      void Promise.resolve(upload?.abort(true)).catch(() => undefined);
      this.slot.input?.focus();
    }

    // The page goes, the upload stays: it is taken up again by the next page.
    leave() {
      this.done = true;
      clearTimeout(this.timer);
      void Promise.resolve(this.upload?.abort()).catch(() => undefined);
    }
  }

  // --- the element ------------------------------------------------------------------------------------------------
  class DvcUpload extends HTMLElement {
    sendings = new Set();

    connectedCallback() {
      this.input = this.querySelector("input[type=file]");
      this.list = this.part("ul", "uploads");
      this.status = this.part("p", "vh");
      this.status.setAttribute("role", "status");
      this.alertBox = this.part("div", "upload-alert");
      this.alertBox.setAttribute("role", "alert");
      this.onChange = (event) => {
        if (!event.target.matches("input[type=file]")) return;
        const files = [...event.target.files];
        event.target.value = "";
        void this.choose(files);
      };
      this.onDrag = (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        this.classList.toggle("over", event.type === "dragover");
        if (event.type === "drop") void this.choose([...event.dataTransfer.files]);
      };
      this.onOnline = () => this.sendings.forEach((s) => s.again());
      this.onOffline = () => this.sendings.forEach((s) => s.offline());
      this.addEventListener("change", this.onChange);
      for (const type of DRAGS) this.addEventListener(type, this.onDrag);
      addEventListener("online", this.onOnline);
      addEventListener("offline", this.onOffline);
      void tusLibrary().catch(() => undefined);
      void this.takeUp();
    }

    disconnectedCallback() {
      this.removeEventListener("change", this.onChange);
      for (const type of DRAGS) this.removeEventListener(type, this.onDrag);
      removeEventListener("online", this.onOnline);
      removeEventListener("offline", this.onOffline);
      this.sendings.forEach((s) => s.leave());
      this.sendings.clear();
      for (const part of [this.list, this.status, this.alertBox]) part.remove();
    }

    part(tag, className) {
      const part = document.createElement(tag);
      part.className = className;
      this.append(part);
      return part;
    }

    async takeUp() {
      for (const entry of await waiting(this.dataset.draft, this.dataset.component)) this.send(entry);
    }

    async choose(files) {
      this.alertBox.replaceChildren();
      for (const file of files) {
        const reason = this.wrong(file);
        if (reason) {
          this.refuse(file.name, reason);
          continue;
        }
        const key = `${this.dataset.draft}/${this.dataset.component}/${file.name}/${file.size}/${file.lastModified}`;
        if ([...this.sendings].some((s) => s.entry.key === key)) continue;
        const entry = { key, draft: this.dataset.draft, component: this.dataset.component, file, url: null, sha256: null, at: Date.now() };
        const sending = this.add(entry);
        const sum = await digest(file).catch(() => null);
        entry.sha256 = sum && hex(sum);
        await keep(entry);
        if (!sending.done) void sending.start();
      }
    }

    // What can be seen without sending; the server judges by the content.
    wrong(file) {
      const endings = (this.dataset.extensions ?? "").split(",").filter(Boolean);
      const name = file.name.toLowerCase();
      if (file.size === 0) return this.dataset.textEmpty;
      if (file.size > Number(this.dataset.maxBytes || Infinity)) return this.dataset.textTooLarge;
      if (endings.length && name.includes(".") && !endings.some((e) => name.endsWith(e))) return this.dataset.textWrongType;
      const count = Number(this.dataset.count || 0) + this.sendings.size;
      return count >= Number(this.dataset.maxFiles || Infinity) ? this.dataset.textTooManyFiles : null;
    }

    add(entry) {
      const sending = new Sending(this, entry);
      this.sendings.add(sending);
      return sending;
    }

    send(entry) {
      void this.add(entry).start();
    }

    announce(text) {
      this.status.textContent = text;
    }

    refuse(name, message) {
      const note = Object.assign(document.createElement("div"), { className: "note error" });
      const text = document.createElement("p");
      text.append(
        Object.assign(document.createElement("b"), { textContent: fill(this.dataset.textRefusedFile, { name }) }),
        document.createTextNode(` ${message ?? ""}`),
      );
      note.append(text);
      this.alertBox.append(note);
    }

    // What is sent with the files waits until all are there, or are given up.
    hold() {
      const note = Object.assign(document.createElement("div"), { className: "note warn" });
      note.append(Object.assign(document.createElement("p"), { textContent: this.dataset.textUnderWay }));
      this.alertBox.replaceChildren(note);
    }

    tell(type, paperId, refusal) {
      const detail = { paperId, componentCode: this.dataset.component, refusal: refusal ?? null };
      this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
    }
  }

  customElements.define("dvc-upload", DvcUpload);
  window.dvcUploads = { clear: clearAll };
  addEventListener("submit", (event) => event.target.matches?.("form[data-signs-out]") && void clearAll());

  addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.("[data-after-uploads]");
      const slot = button?.closest("form, article, section")?.querySelector("dvc-upload");
      if (!slot?.sendings.size) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      slot.hold();
    },
    true,
  );

  // For pages on a circuit: @onuploaded and @onuploadrefused, see UploadEvents.cs.
  const register = () => {
    for (const [name, type] of [["uploaded", "dvc-uploaded"], ["uploadrefused", "dvc-refused"]]) {
      Blazor.registerCustomEventType(name, { browserEventName: type, createEventArgs: (event) => event.detail });
    }
  };
  if (window.Blazor) register();
  else addEventListener("dvc-blazor-ready", register, { once: true });
})();
