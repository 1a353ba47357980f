/* Keys for the queue: J and K select, N reads on, O opens, A and R go to an answer and do not send it,
   ? lists them. And what was on the screen: nobody accepts words that they cannot have read. */

const OFF = "pactwork:keys-off";
const dialog = document.querySelector("[data-shortcuts]");

function off() {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
}

function typing(target) {
  return target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable], dialog");
}

/* One selection: the row that is marked, whose contract is in the panel. While another panel is on its
   way the old one can do nothing, and a key that acts waits for the new one. */
const rows = [...document.querySelectorAll("[data-queue] [data-row]")].filter((row) => row.querySelector("[data-row-link]"));
let selected = rows.findIndex((row) => row.getAttribute("aria-current") === "true");
let loading = null;
let waiting = null;

function linkOf(at) {
  return rows[at].querySelector("[data-row-link]");
}

async function panelOf(href, signal) {
  await new Promise((done) => { setTimeout(done, 80); }); // J J J J asks for one panel, not for four
  if (signal.aborted) return null;
  const response = await fetch(href, { signal, credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return response.ok ? page.querySelector("#peek") : null;
}

/* On a narrow screen the list and the contract are two pages. */
const narrow = window.matchMedia("(max-width: 1200px)");

async function select(at, act = null) {
  const link = linkOf(at);
  if (narrow.matches && (act || document.querySelector(".queue.chosen"))) { window.location.assign(link.href); return; }
  link.focus();
  waiting = act;
  if (at === selected) { if (!loading) afterwards(); return; }
  rows[selected]?.removeAttribute("aria-current");
  selected = at;
  rows[at].setAttribute("aria-current", "true");
  loading?.abort();
  const mine = loading = new AbortController();
  const old = document.querySelector("#peek");
  if (old) old.inert = true;
  let fresh = null;
  try { fresh = await panelOf(link.href, mine.signal); } catch { /* told below */ }
  if (mine.signal.aborted) return;
  if (!old || !fresh) { window.location.assign(link.href); return; }
  old.replaceWith(document.adoptNode(fresh));
  nearRows();
  fresh.dispatchEvent(new CustomEvent("part:shown", { bubbles: true }));
  history.replaceState(null, "", link.href.split("#")[0]);
  loading = null;
  afterwards();
}

/* The rows before and after the one that is open follow it without a new page. */
function nearRows() {
  for (const link of document.querySelectorAll(".peek-near a")) {
    const at = rows.findIndex((row) => row.querySelector("[data-row-link]").href === link.href);
    if (at >= 0) link.addEventListener("click", (event) => {
      if (narrow.matches) return;
      event.preventDefault();
      select(at);
    });
  }
}
nearRows();

function afterwards() {
  const act = waiting;
  waiting = null;
  act?.();
}

function move(step) {
  if (!rows.length) return;
  const from = rows.findIndex((row) => row.contains(document.activeElement));
  const at = from < 0 ? selected : from;
  select(at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step)));
}

/* Acts on whoever is selected. Where the keyboard stands in another row, that one is selected first. */
function onSelected(act) {
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  if (focused >= 0 && focused !== selected) select(focused, act);
  else if (loading) waiting = act;
  else act();
}

function open() {
  document.querySelector("#peek [data-choose=open]")?.click();
}

function goTo(answer) {
  const form = document.querySelector("form[data-answer]");
  const option = form?.querySelector(`[data-choose="${answer}"]`);
  if (!option) return;
  option.closest("details")?.setAttribute("open", "");
  const field = option.matches("summary") ? option.parentElement.querySelector("textarea") : option;
  field.focus();
  field.scrollIntoView({ block: "nearest" });
}

/* Accept waits until every section that this yes is to has been on the screen to its end. */
function readSoFar() {
  const panel = document.querySelector("#peek");
  const button = panel?.querySelector("form[data-answer] [data-choose=accept]");
  const decide = button?.closest(".peek-decide");
  if (!decide || !panel.getClientRects().length) return;
  const foot = Math.min(window.innerHeight, decide.getBoundingClientRect().top);
  const head = Math.max(0, panel.getBoundingClientRect().top);
  for (const part of panel.querySelectorAll("[data-part]:not([data-seen])")) {
    const { bottom } = part.getBoundingClientRect();
    if (bottom > foot + 2 || bottom < head) continue; // still to come, or jumped over
    part.setAttribute("data-seen", "");
    panel.querySelector(`[data-jump="${part.dataset.part}"]`)?.setAttribute("data-seen", "");
  }
  const unread = panel.querySelector("[data-covered]:not([data-seen])");
  const told = panel.querySelector("[data-unread]");
  if (unread) button.setAttribute("aria-disabled", "true"); else button.removeAttribute("aria-disabled");
  button.setAttribute("aria-describedby", told.id);
  told.hidden = !unread;
  told.textContent = unread ? told.dataset.unread : "";
}

let looking = 0;
function look() {
  looking ||= requestAnimationFrame(() => { looking = 0; readSoFar(); });
}
for (const happening of ["scroll", "toggle", "part:shown"]) document.addEventListener(happening, look, true);
window.addEventListener("resize", look);
document.addEventListener("click", (event) => {
  if (event.target.closest("#peek [data-choose=accept][aria-disabled=true]")) event.preventDefault();
});
look();

function readOn() {
  const panel = document.querySelector("#peek");
  const decide = panel?.querySelector(".peek-decide")?.offsetHeight ?? 0;
  const scrolls = panel && panel.scrollHeight > panel.clientHeight + 1 && !narrow.matches;
  (scrolls ? panel : window).scrollBy({ top: ((scrolls ? panel.clientHeight : window.innerHeight) - decide) * 0.85 });
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  n: () => onSelected(readOn),
  o: () => onSelected(open),
  a: () => onSelected(() => goTo("accept")),
  r: () => onSelected(() => goTo("revise")),
  "?": () => dialog?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || off() || typing(event.target)) return;
  const act = KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

if (dialog) {
  const line = document.querySelector("[data-shortcut-line]");
  if (line) line.hidden = false;
  for (const button of document.querySelectorAll("[data-shortcuts-open]")) {
    button.addEventListener("click", () => dialog.showModal());
  }
  const box = dialog.querySelector("[data-shortcuts-on]");
  box.checked = !off();
  box.addEventListener("change", () => {
    try { localStorage.setItem(OFF, box.checked ? "0" : "1"); } catch { /* the keys stay on */ }
  });
}
