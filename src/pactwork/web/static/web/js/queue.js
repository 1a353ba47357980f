/* Keys for the queue: J and K move, O opens, A and R go to an answer and neither choose nor send it, ? lists them. */

const OFF = "pactwork:keys-off";
const rows = [...document.querySelectorAll("[data-queue] [data-row]")];
const dialog = document.querySelector("[data-shortcuts]");

function off() {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
}

function typing(target) {
  return target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable], dialog");
}

function place() {
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  return focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute("aria-current") === "true");
}

function move(step) {
  if (!rows.length) return;
  const at = place();
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step));
  rows[next].querySelector("[data-row-link]")?.focus();
}

function open() {
  const row = rows[Math.max(0, place())];
  const link = row?.querySelector("[data-row-open]") ?? row?.querySelector("[data-row-link]");
  if (link) window.location.assign(link.href);
}

function goTo(answer) {
  const form = document.querySelector("form[data-answer]");
  const option = form?.querySelector(`[data-choose="${answer}"]`);
  if (!option) return;
  form.closest("details")?.setAttribute("open", "");
  option.focus();
  option.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  o: open,
  a: () => goTo("accept"),
  r: () => goTo("revise"),
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
