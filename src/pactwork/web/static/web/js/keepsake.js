/* Keeps a copy of typed words in this browser until the server has them, for every form with room for more than a line.
   A copy is its words alone, with the words they were typed over: they say more than a version would. It is dropped when the server has
   them: autosave says so (words:kept), and for a form that was sent the cookie of web/keeping.py. A form that opens
   with other words than those typed over shows both (choosing.js); one where nothing is newer has them put back. */

const { words, choose } = window.pactwork;
const PREFIX = "pactwork:words:";
const TOO_OLD = 30 * 24 * 3600 * 1000;
const page = document.documentElement;
const copied = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

function all(prefix) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix)).map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));
  } catch {
    return [];
  }
}

function drop(key) {
  try { localStorage.removeItem(key); } catch { /* a browser without storage keeps nothing */ }
}

function store(key, copy) {
  try { localStorage.setItem(key, JSON.stringify(copy)); } catch { /* full or closed: the page still has them */ }
}

/* What was taken before this page was made, and what is too old for anybody to miss. A cookie that came while the page
   was on its way speaks of words that are not on it: it waits for the next page. */
const split = (list) => (list ?? "").split(".").filter(Boolean);
const taken = split(page.dataset.taken);
for (const copy of all(PREFIX)) {
  if (taken.includes(copy.sent) || !(Date.now() - copy.at < TOO_OLD) || !Array.isArray(copy.words)) drop(copy.key);
}
if (taken.length) {
  const [, cookie = "taken", told] = document.cookie.match(/(?:^|; )((?:__Host-)?taken)=([a-z0-9.]+)/) ?? [];
  const later = split(told).filter((id) => !taken.includes(id));
  const secure = cookie === "taken" ? "" : "; secure";
  document.cookie = `${cookie}=${later.join(".")}; path=/; max-age=${later.length ? TOO_OLD / 1000 : 0}; samesite=strict${secure}`;
}

class Keepsake {
  constructor(form) {
    this.form = form;
    const names = [...form.querySelectorAll("textarea[name]")].map((field) => field.name).join(",");
    const action = new URL(form.getAttribute("action") || location.pathname, location.href).pathname;
    const about = ["move", "act", "piece", "section"].map((name) => form.querySelector(`[type=hidden][name=${name}]`)?.value ?? "");
    const key = form.dataset.autosaveKey ?? `${action} ${about.join(" ")} ${names}`;
    this.prefix = `${PREFIX}${page.dataset.owner ?? ""} ${key} `;
    this.fresh();
    this.base = words.read(form);
    this.found();
    form.addEventListener(form.dataset.autosave === undefined ? "input" : "words:typed", () => this.keep());
    form.addEventListener("change", () => form.dataset.autosave === undefined && this.keep());
    form.addEventListener("words:settled", () => this.keep());
    form.addEventListener("words:dropped", () => drop(this.key));
    form.addEventListener("words:kept", ({ detail }) => { this.base = detail.words; this.keep(); });
    form.addEventListener("words:sending", ({ detail }) => this.store(detail.words, detail.id));
    form.addEventListener("submit", (event) => this.sent(event));
  }

  fresh() {
    this.id = Date.now().toString(36) + Math.random().toString(36).slice(2, 10).padEnd(8, "0");
    this.key = this.prefix + this.id;
  }

  /* Copies of earlier visits to this form; each visit has its own, so that none is written over. */
  found() {
    const now = words.read(this.form);
    const posted = page.hasAttribute("data-posted");
    const others = [];
    for (const copy of all(this.prefix).sort((a, b) => b.at - a.at)) {
      if (!words.same(copy.words, now)) others.push(copy);
      else if (posted && copy.base) [this.key, this.id, this.base] = [copy.key, copy.key.slice(this.prefix.length), copy.base];
      else drop(copy.key);
    }
    if (posted || !others.length) return;
    const [copy] = others;
    if (this.form.dataset.autosave === undefined && words.same(copy.base, now)) this.putBack(copy);
    else this.offer(copy, now);
  }

  adopt(copy) {
    [this.key, this.id] = [copy.key, copy.key.slice(this.prefix.length)];
  }

  putBack(copy) {
    const names = words.differing(copy.words, this.base);
    words.put(this.form, copy.words, names);
    this.adopt(copy);
    const field = [...this.form.elements].find((one) => names.includes(one.name) && one.localName === "textarea")
      ?? [...this.form.elements].find((one) => names.includes(one.name));
    if (!field) return;
    const folded = field.closest("details");
    if (folded) folded.open = true;
    const note = copied("returned-words");
    note.querySelector("[data-throw-away]").addEventListener("click", () => {
      words.put(this.form, this.base, names);
      note.remove();
      document.querySelector("[data-returned]")?.remove();
      this.keep();
      field.focus();
      this.form.dispatchEvent(new CustomEvent("words:changed"));
    });
    this.form.addEventListener("submit", () => note.remove());
    (field.closest(".field") ?? field).before(note);
    this.tell(field);
  }

  offer(copy, now) {
    choose(this.form, {
      mine: copy.words,
      theirs: now,
      kept: true,
      quiet: this.form.dataset.autosave === undefined,
      onMine: () => drop(copy.key),
      onTheirs: () => drop(copy.key),
    });
    this.tell(this.form.querySelector(".clash") ?? this.form);
  }

  /* A line at the top of the page leads to words that nobody would see there. */
  tell(where) {
    const top = where.getBoundingClientRect().top;
    if (document.querySelector("[data-returned]") || !where.getClientRects().length || this.form.dataset.autosave !== undefined) return;
    if (top >= 0 && top < window.innerHeight * 0.8) return;
    const line = copied("returned-line");
    line.dataset.returned = "";
    const link = line.querySelector("a");
    if (where.id) link.href = `#${where.id}`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      where.scrollIntoView({ block: "center" });
      where.focus?.({ preventScroll: true });
    });
    const told = document.querySelector("[data-told]");
    if (told) told.append(line);
    else document.getElementById("main")?.prepend(line);
  }

  keep() {
    const now = words.read(this.form);
    if (words.equal(now, this.base)) return drop(this.key);
    this.store(now);
  }

  /* ``sent``: the name under which exactly these words are on their way. */
  store(now, sent) {
    store(this.key, { at: Date.now(), base: this.base, words: now, sent });
  }

  /* Sent, and not dropped: the next page of ours knows whether it was taken. */
  sent({ submitter }) {
    const now = words.read(this.form);
    if (words.equal(now, this.base) || submitter?.hasAttribute("formaction")) return;
    this.store(now, this.id);
    const field = this.form.elements.kept_as ?? this.form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "kept_as" }));
    field.value = this.id;
  }
}

function keepAll(where) {
  for (const form of where.querySelectorAll("form[method=post]")) {
    if (form.dataset.autosave !== undefined || form.querySelector("textarea[name]:not([readonly])")) new Keepsake(form);
  }
}

keepAll(document);
document.addEventListener("part:shown", (event) => keepAll(event.target));

/* Signing out: the copies go as well, if somebody says so. Whoever has none is not asked. */
const mine = () => page.dataset.owner ? all(`${PREFIX}${page.dataset.owner} `) : [];
for (const form of document.querySelectorAll("form[data-signs-out]")) {
  const question = form.querySelector("[data-unsent]");
  if (question) question.hidden = !mine().length;
  form.addEventListener("submit", (event) => {
    if (question) {
      if (form.elements.forget.checked) for (const copy of mine()) drop(copy.key);
    } else if (mine().length) {
      event.preventDefault();
      location.assign(form.action);
    }
  });
}
