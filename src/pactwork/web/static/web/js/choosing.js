/* Two texts for the same fields: shows both side by side, lets the writer choose, and takes the choice back.
   Two tabs meet here, and so do words that this browser kept: window.pactwork.choose(form, {...}). */

const { words } = window.pactwork;
const copied = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

function column(where, form, names, pairs) {
  for (const name of names) {
    const said = words.shown(form, name, pairs);
    if (words.label(form, name)) {
      const head = where.appendChild(document.createElement("p"));
      head.className = "said-label";
      head.textContent = words.label(form, name);
    }
    const text = where.appendChild(document.createElement("div"));
    text.className = "words";
    text.textContent = said || "—";
  }
}

/* Where people look: at the question that the address names, at the open one, at the first that differs. */
function stand(form, panel, names) {
  const named = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const differs = [...form.elements].find((field) => names.includes(field.name));
  const at = [named, form.querySelector(".question.now"), differs?.closest(".question"), differs?.closest(".field")]
    .find((place) => place && form.contains(place) && place !== form && place.getClientRects().length);
  if (!at) form.prepend(panel);
  else if (at.matches("details, .field")) at.before(panel);
  else at.prepend(panel);
}

function seen(panel) {
  const box = panel.getBoundingClientRect();
  if (box.top < 0 || box.top > window.innerHeight * 0.6) panel.scrollIntoView({ block: "start" });
}

function settled(form, panel, before, names) {
  const note = copied("chosen-words");
  note.querySelector("[data-undo]").addEventListener("click", () => {
    note.remove();
    words.put(form, before, names);
    form.dispatchEvent(new CustomEvent("words:settled"));
  });
  panel.replaceWith(note);
  note.focus({ preventScroll: true });
  form.dispatchEvent(new CustomEvent("words:settled"));
}

function choose(form, { mine, theirs, kept = false, onMine, onTheirs, onDone, quiet = false }) {
  const done = onDone ?? ((panel, before) => settled(form, panel, before, names));
  form.querySelector(".clash[data-not-saved]")?.remove();
  const names = words.differing(mine, theirs);
  const panel = copied("clash-of-words");
  for (const part of panel.querySelectorAll("[data-two]")) part.hidden = kept;
  for (const part of panel.querySelectorAll("[data-kept]")) part.hidden = !kept;
  column(panel.querySelector("[data-mine]"), form, names, mine);
  column(panel.querySelector("[data-theirs]"), form, names, theirs);
  panel.querySelector("[data-keep-mine]").addEventListener("click", () => {
    const before = kept ? words.read(form) : theirs;
    if (kept) words.put(form, mine, names);
    onMine?.();
    done(panel, before);
  });
  panel.querySelector("[data-keep-theirs]").addEventListener("click", () => {
    if (onTheirs?.() === false) return;
    if (!kept) words.put(form, theirs, names);
    done(panel, mine);
  });
  stand(form, panel, names);
  if (quiet) return;
  seen(panel);
  // The browser goes to the question that the address names when everything is there.
  if (document.readyState !== "complete") window.addEventListener("load", () => setTimeout(() => seen(panel)), { once: true });
  if (!kept) panel.focus({ preventScroll: true });
}

Object.assign(window.pactwork, { choose, chosen: settled });
