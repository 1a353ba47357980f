/* Keeps a copy of typed words in this browser until the server has them, and offers it back next time.
   <form data-autosave data-autosave-key="contract:section"> with the templates of the saving() macro. */

const PREFIX = "pactwork:words:";
const SKIPPED = new Set(["csrfmiddlewaretoken", "version"]);
const TOO_OLD = 30 * 24 * 3600 * 1000;

function words(form) {
  return [...new FormData(form)].filter(([name, value]) => !SKIPPED.has(name) && typeof value === "string");
}

function fill(form, pairs) {
  const given = new Map();
  for (const [name, value] of pairs) given.set(name, [...(given.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || SKIPPED.has(field.name) || field.type === "hidden") continue;
    if (field.type === "radio" || field.type === "checkbox") {
      field.checked = (given.get(field.name) ?? []).includes(field.value);
    } else if (given.get(field.name)?.length) {
      field.value = given.get(field.name).shift();
    }
  }
  form.dispatchEvent(new CustomEvent("words:settled"));
}

function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept && Date.now() - kept.at < TOO_OLD ? kept : null;
  } catch {
    return null;
  }
}

function drop(key) {
  try { localStorage.removeItem(key); } catch { /* a browser without storage keeps nothing */ }
}

function offer(form, key, kept) {
  const template = form.querySelector("template[data-restore]");
  if (!template) return;
  const panel = template.content.firstElementChild.cloneNode(true);
  panel.querySelector("[data-put-back]").addEventListener("click", () => {
    panel.remove();
    fill(form, kept.pairs);
  });
  panel.querySelector("[data-throw-away]").addEventListener("click", () => {
    panel.remove();
    drop(key);
  });
  form.prepend(panel);
}

for (const form of document.querySelectorAll("form[data-autosave][data-autosave-key]")) {
  const key = PREFIX + form.dataset.autosaveKey;
  const now = JSON.stringify(words(form));
  const kept = read(key);
  if (kept && JSON.stringify(kept.pairs) !== now) offer(form, key, kept);
  else drop(key);

  const keep = () => {
    try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), pairs: words(form) })); } catch { /* full or closed */ }
  };
  form.addEventListener("words:typed", keep);
  form.addEventListener("words:settled", keep);
  form.addEventListener("words:kept", () => drop(key));
}
