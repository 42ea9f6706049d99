// Officers' pages: keys, the way through a list, and the reading of papers.
"use strict";

(() => {
  const dossierLinks = 'a[href^="/mot-cua/ho-so/"]';
  const walked = "dvc-list";

  // ---- keys ----------------------------------------------------------------------

  const isTyping = (el) => Boolean(el?.closest?.("input, textarea, select, [contenteditable]"));

  document.addEventListener("keydown", (event) => {
    const page = document.querySelector(".dossier");
    if (!page || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (isTyping(document.activeElement) || document.querySelector("dialog[open]")) return;
    const wanted = event.key.toLowerCase();
    const target = [...page.querySelectorAll("[data-key]")].find((el) => el.dataset.key === wanted);
    if (!target) return;
    event.preventDefault();
    target.click();
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    document.querySelectorAll("details.moreacts[open]").forEach((more) => {
      if (!more.contains(event.target) || event.target.closest("button")) more.open = false;
    });
  });

  // ---- next and previous of the list the officer came from -------------------------

  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.(`main ${dossierLinks}`);
      if (!link || link.closest("list-walk")) return;
      const numbers = [...new Set([...document.querySelectorAll(`main ${dossierLinks}`)].map((el) => numberOf(el.pathname)))];
      try {
        sessionStorage.setItem(walked, JSON.stringify({ from: location.pathname + location.search, numbers }));
      } catch {
        // Without storage there is no walking, and nothing else is lost.
      }
    },
    true,
  );

  const numberOf = (path) => decodeURIComponent(path.split("/").pop());

  function readList() {
    try {
      return JSON.parse(sessionStorage.getItem(walked)) ?? { numbers: [] };
    } catch {
      return { numbers: [] };
    }
  }

  class ListWalk extends HTMLElement {
    // Its links are put in after itself.
    connectedCallback() {
      queueMicrotask(() => this.fill());
    }

    fill() {
      const { from, numbers } = readList();
      const at = numbers.indexOf(this.dataset.number);
      if (at < 0) return;
      this.hidden = numbers.length < 2;
      for (const link of this.querySelectorAll("a")) {
        const number = numbers[at + Number(link.dataset.way)];
        if (!number) continue;
        link.href = `/mot-cua/ho-so/${encodeURIComponent(number)}`;
        link.dataset.key = link.dataset.way === "1" ? "j" : "k";
      }
      const back = document.querySelector(".dossierhead a.back");
      if (back && from?.startsWith("/mot-cua")) back.href = from;
    }
  }

  customElements.define("list-walk", ListWalk);

  // ---- papers ------------------------------------------------------------------------

  const mostPixels = 16_000_000;
  let reader = null;

  /** pdf.js, loaded when the first PDF is opened. It works in a thread of its own, without eval, and only paints. */
  function pdfReader() {
    reader ??= import("/lib/pdf/pdf.min.mjs").then((pdf) => {
      pdf.GlobalWorkerOptions.workerSrc = "/lib/pdf/pdf.worker.min.mjs";
      return pdf;
    });
    return reader;
  }

  const make = (name, look, properties = {}) => Object.assign(document.createElement(name), { className: look, ...properties });

  class PaperStage extends HTMLElement {
    connectedCallback() {
      this.page = 1;
      this.pages = [];
      this.zoom = null; // null: as wide as the frame
      this.turn = 0;
      this.box = make("div", "paperbox", { tabIndex: 0 });
      this.box.setAttribute("role", "region");
      this.strip = make("ul", "pagestrip", { hidden: true });
      this.strip.setAttribute("aria-label", this.dataset.pages);
      this.line = make("div", "pageline row", { hidden: true });
      this.word = make("span", "meta");
      this.word.setAttribute("role", "status");
      this.line.append(this.mover(-1, "[", this.dataset.previous), this.word, this.mover(1, "]", this.dataset.next));
      this.box.append(make("p", "meta", { textContent: this.dataset.loading }));
      this.replaceChildren(this.strip, this.box, this.line);
      this.frame = new ResizeObserver(() => this.zoom === null && this.later());
      this.open().catch(() => this.fail());
    }

    disconnectedCallback() {
      this.frame?.disconnect();
      clearTimeout(this.timer);
      this.papers?.destroy();
      if (this.blob) URL.revokeObjectURL(this.blob);
    }

    mover(way, key, label) {
      const button = make("button", "btn quiet dense", { type: "button", textContent: way < 0 ? "‹" : "›" });
      button.setAttribute("aria-label", label);
      button.dataset.key = key;
      button.addEventListener("click", () => this.show(this.page + way));
      return button;
    }

    async open() {
      if (this.dataset.kind === "other") return this.fail();
      const answer = await fetch(this.dataset.src);
      if (!answer.ok) return this.fail(answer.status === 409 ? await answer.text() : null);
      this.pages = this.dataset.kind === "pdf" ? await this.pdfPages(await answer.arrayBuffer()) : await this.picture(await answer.blob());
      if (!this.isConnected) return;
      this.canvas = make("canvas", "paper");
      this.canvas.setAttribute("role", "img");
      // The page is named once it is drawn.
      this.canvas.setAttribute("aria-label", this.dataset.name);
      this.box.replaceChildren(this.canvas);
      this.line.hidden = this.pages.length < 2;
      this.fillStrip();
      this.frame.observe(this.box);
      await this.show(1);
    }

    async picture(content) {
      this.blob = URL.createObjectURL(content);
      const picture = new Image();
      picture.src = this.blob;
      await picture.decode();
      return [
        {
          size: () => ({ width: picture.naturalWidth, height: picture.naturalHeight }),
          paint: (canvas, scale, turn) => paintPicture(canvas, picture, scale, turn),
        },
      ];
    }

    async pdfPages(data) {
      const pdf = await pdfReader();
      const loading = pdf.getDocument({ data, isEvalSupported: false, enableXfa: false, useWasm: false, wasmUrl: "/lib/pdf/", verbosity: 0 });
      this.papers = loading;
      const document = await loading.promise;
      return Array.from({ length: document.numPages }, (_, i) => pdfPage(document, i + 1));
    }

    fillStrip() {
      this.strip.hidden = this.pages.length < 2;
      if (this.strip.hidden) return;
      const seen = new IntersectionObserver((entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          seen.unobserve(target);
          paintSmall(this.pages[Number(target.dataset.page) - 1], target.firstChild).catch(() => {});
        }
      });
      this.strip.replaceChildren(
        ...this.pages.map((_, i) => {
          const button = make("button", "", { type: "button" });
          button.dataset.page = i + 1;
          button.setAttribute("aria-label", this.words(i + 1));
          button.append(make("canvas", ""), make("span", "", { textContent: i + 1 }));
          button.addEventListener("click", () => this.show(i + 1));
          seen.observe(button);
          const item = make("li", "");
          item.append(button);
          return item;
        }),
      );
    }

    words(page) {
      return this.dataset.page.replace("{0}", page).replace("{1}", this.pages.length);
    }

    async show(page) {
      if (page < 1 || page > this.pages.length) return;
      this.page = page;
      const words = this.words(page);
      this.word.textContent = words;
      this.box.setAttribute("aria-label", `${this.dataset.name}, ${words}`);
      this.strip.querySelectorAll("button").forEach((button) => {
        if (Number(button.dataset.page) === page) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      });
      this.box.scrollTop = 0;
      await this.paint();
      if (this.page === page) this.canvas.setAttribute("aria-label", `${this.dataset.name}, ${words}`);
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.paint().catch(() => this.fail()), 100);
    }

    async paint() {
      const page = this.pages[this.page - 1];
      if (!page) return;
      const { width, height } = await page.size();
      const across = this.turn % 180 === 0 ? width : height;
      const style = getComputedStyle(this.box);
      const room = this.box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      const scale = this.zoom ?? Math.max(room, 100) / across;
      this.scale = scale;
      const sharp = Math.min(devicePixelRatio || 1, Math.sqrt(mostPixels / (width * height * scale * scale)));
      this.canvas.style.width = `${Math.round(across * scale)}px`;
      this.canvas.style.height = "auto";
      await page.paint(this.canvas, scale * sharp, this.turn);
    }

    /** fit, in, out or turn. */
    do(what) {
      if (!this.canvas) return;
      if (what === "fit") this.zoom = null;
      if (what === "in") this.zoom = Math.min(this.scale * 1.25, 8);
      if (what === "out") this.zoom = Math.max(this.scale / 1.25, 0.1);
      if (what === "turn") this.turn = (this.turn + 90) % 360;
      this.paint().catch(() => this.fail());
    }

    fail(reason) {
      const link = make("a", "", { href: this.dataset.src.split("?")[0], download: "", textContent: this.dataset.name });
      const note = make("p", "", { textContent: `${reason || this.dataset.failed} ` });
      note.append(link);
      this.box.replaceChildren(note);
      this.strip.hidden = this.line.hidden = true;
    }
  }

  function pdfPage(document, number) {
    let page = null;
    const running = new WeakMap(); // canvas -> what is being painted on it
    const get = () => (page ??= document.getPage(number));
    return {
      async size() {
        const { width, height } = (await get()).getViewport({ scale: 1 });
        return { width, height };
      },
      async paint(canvas, scale, turn) {
        const found = await get();
        running.get(canvas)?.cancel();
        const viewport = found.getViewport({ scale, rotation: (found.rotate + turn) % 360 });
        const sheet = make("canvas", "", { width: Math.ceil(viewport.width), height: Math.ceil(viewport.height) });
        const task = found.render({ canvas: sheet, viewport, annotationMode: 0 });
        running.set(canvas, task);
        try {
          await task.promise;
        } catch (problem) {
          if (problem?.name === "RenderingCancelledException") return;
          throw problem;
        }
        Object.assign(canvas, { width: sheet.width, height: sheet.height });
        canvas.getContext("2d").drawImage(sheet, 0, 0);
      },
    };
  }

  function paintPicture(canvas, picture, scale, turn) {
    const [width, height] = [picture.naturalWidth * scale, picture.naturalHeight * scale];
    const lies = turn % 180 !== 0;
    canvas.width = Math.ceil(lies ? height : width);
    canvas.height = Math.ceil(lies ? width : height);
    const pen = canvas.getContext("2d");
    pen.translate(canvas.width / 2, canvas.height / 2);
    pen.rotate((turn * Math.PI) / 180);
    pen.drawImage(picture, -width / 2, -height / 2, width, height);
  }

  async function paintSmall(page, canvas) {
    const { width } = await page.size();
    await page.paint(canvas, 96 / width, 0);
  }

  customElements.define("paper-stage", PaperStage);

  document.addEventListener("click", (event) => {
    const what = event.target.closest?.("[data-do]")?.dataset.do;
    if (what) document.querySelector("paper-stage")?.do(what);
  });
})();
