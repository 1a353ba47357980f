/* Saves a form while somebody types: <form data-autosave="address">, with a hidden field called version.
   Tells the rest of the page by events on the form: words:typed, words:kept (detail: the answer), words:clash.
   After a new sign-in elsewhere the page's token is stale: before another try it takes a fresh one. */

const { words } = window.pactwork;
const QUIET = 1500;
const LONGEST = 5000;
const SMALL = 20000;
const RETRY = [3000, 6000, 12000, 30000, 60000];

class Saver {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-save-state]");
    this.dirty = false;
    this.busy = false;
    this.stopped = form.querySelector("[data-unsettled]") !== null;
    this.failures = 0;
    this.firstTyped = 0;
    // What came back with its reasons stands in the fields, and the server does not have it.
    this.saved = document.documentElement.hasAttribute("data-posted") ? null : words.read(form);
    for (const kind of ["input", "change"]) form.addEventListener(kind, (event) => this.typed(event));
    form.addEventListener("words:settled", () => this.resume());
    form.addEventListener("submit", () => { this.stopped = true; clearTimeout(this.timer); });
    window.addEventListener("online", () => this.dirty && this.plan(0));
    window.addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.leave());
    window.addEventListener("pageshow", (event) => { if (event.persisted) this.stopped = false; });
  }

  typed(event) {
    if (event.target.name === undefined || event.target.closest("[data-not-saved]")) return;
    this.form.dispatchEvent(new CustomEvent("words:typed"));
    // Leaving a field is told as a change, and nothing may have changed.
    this.dirty = this.differs();
    if (this.stopped) return;
    if (!this.dirty) return clearTimeout(this.timer);
    this.firstTyped ||= Date.now();
    const spare = LONGEST - (Date.now() - this.firstTyped);
    this.plan(Math.max(0, Math.min(QUIET, spare)));
  }

  differs() {
    return !this.saved || !words.equal(words.read(this.form), this.saved);
  }

  plan(wait) {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  say(kind, words) {
    if (!this.state) return;
    this.state.classList.toggle("busy", kind === "busy");
    this.state.classList.toggle("unsaved", ["unsaved", "out", "somebody", "clash"].includes(kind));
    const text = words ?? this.state.dataset[kind];
    if (this.state.textContent !== text) this.state.textContent = text;
  }

  /* The browser's copy of exactly these words ends when the server has them, even if nobody is here to hear it. */
  send(sent, options = {}) {
    const body = new FormData(this.form);
    const id = Date.now().toString(36) + Math.random().toString(36).slice(2, 10).padEnd(8, "0");
    body.set("kept_as", id);
    this.form.dispatchEvent(new CustomEvent("words:sending", { detail: { id, words: sent } }));
    return fetch(this.form.dataset.autosave, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "X-Requested-With": "fetch" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive: JSON.stringify(sent).length < SMALL,  // a page that is left does not take the answer with it
      ...options,
    });
  }

  async save(options = { signal: AbortSignal.timeout(20000) }) {
    if (this.busy || this.stopped || !this.dirty) return;
    const sent = words.read(this.form);
    this.busy = true;
    this.firstTyped = 0;
    if (!this.out) this.say("busy");
    try {
      if (this.out) await this.freshToken();
      await this.heard(await this.send(sent, options), sent);
    } catch {
      this.failed("unsaved");
    } finally {
      this.busy = false;
      if (this.dirty && !this.stopped && !this.failures && !words.equal(words.read(this.form), sent)) this.plan(QUIET);
    }
  }

  async heard(answer, sent) {
    const news = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    const owner = document.documentElement.dataset.owner;
    this.out = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
    if (this.out) return this.failed(news.somebody && news.somebody.ref !== owner ? "somebody" : news.somebody ? "unsaved" : "out");
    if (answer.status === 409 && news.clash) return this.clash({ ...news, sent });
    if (answer.status === 409 || answer.status === 422) return this.refused(news, sent);
    if (!answer.ok) return this.failed("unsaved");
    this.failures = 0;
    this.form.elements.version.value = news.version;
    this.saved = this.met(news, sent);
    this.dirty = this.differs();
    this.say("saved", `${this.state?.dataset.saved ?? ""} ${news.saved}`.trim());
    this.form.dispatchEvent(new CustomEvent("words:kept", { detail: { ...news, words: this.saved ?? sent } }));
  }

  /* Words saved elsewhere, in fields that were left alone here, come in silently. */
  met(news, sent) {
    if (this.form.elements.was) this.form.elements.was.value = news.was ?? "";
    if (!news.words) return sent;
    const theirs = words.pairsOf(news.words);
    const typedSince = words.differing(words.read(this.form), sent);
    const names = words.differing(sent, theirs).filter((name) => !typedSince.includes(name));
    words.take(this.form, theirs, names);
    return typedSince.length ? null : words.read(this.form);
  }

  refused(news, sent) {
    this.dirty = !words.equal(words.read(this.form), sent);
    this.say("unsaved", news.sentence ?? Object.values(news.problems ?? {}).join(" "));
  }

  async freshToken() {
    const page = await fetch(location.href, { credentials: "same-origin", redirect: "manual" });
    if (!page.ok) return;
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
    if (fresh.documentElement.dataset.owner !== document.documentElement.dataset.owner) return;
    const token = fresh.querySelector("input[name=csrfmiddlewaretoken]")?.value;
    if (!token) return;
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  }

  failed(kind) {
    this.say(kind);
    this.plan(RETRY[Math.min(this.failures++, RETRY.length - 1)]);
  }

  clash(news) {
    this.stopped = true;
    this.say("clash");
    this.form.dispatchEvent(new CustomEvent("words:clash", { detail: news }));
  }

  resume() {
    this.stopped = false;
    this.failures = 0;
    this.saved = null;
    this.dirty = true;
    this.plan(0);
  }

  leave() {
    if (!this.dirty || this.stopped || this.busy) return;
    clearTimeout(this.timer);
    this.save({ keepalive: true });
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Saver(form);
