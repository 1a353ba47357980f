/* Points beside the words of a draft ([data-unsent-of]): written where one reads, without losing one's place or what was
   seen so far. Chosen words offer a point about them; a saved note is put in by its name. Without this file all of it
   is plain forms. */

const LONGEST = 600;

/* The place of a section, and the list in the answer, as the server says they are now. */
function renewed(place, page, after = () => {}) {
  const fresh = place?.id ? page.getElementById(place.id) : null;
  if (!fresh) return null;
  place.replaceWith(document.adoptNode(fresh));
  after(); // a field that goes while somebody is in it says once more that it was changed
  fresh.dispatchEvent(new CustomEvent("part:shown", { bubbles: true }));
  return fresh;
}

function startValues(form) {
  const typed = [...form.elements].filter((field) => field.name && field.matches("textarea, select"));
  return typed.map((field) => [field.name, field.localName === "textarea" ? field.defaultValue : ([...field.options].find((one) => one.defaultSelected) ?? field.options[0])?.value ?? ""]);
}

function renewList(page) {
  const list = document.querySelector("[data-unsent-all]");
  const form = list?.closest("form");
  const fields = "textarea, select";
  const typed = list ? [...list.querySelectorAll(fields)].map((field) => [field.id, field.value]) : [];
  const fresh = renewed(list, page);
  if (!fresh) return;
  for (const [id, value] of typed) {
    const field = [...fresh.querySelectorAll(fields)].find((one) => one.id === id);
    if (field) field.value = value;
  }
  form.dispatchEvent(new CustomEvent("words:kept", { detail: { words: startValues(form) } }));
}

async function send(form, submitter) {
  const place = form.closest("[data-unsent-of]");
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form, submitter), credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.getElementById(place.id)) { location.assign(answer.redirected ? answer.url : location.href); return; }
  const known = new Set([...place.querySelectorAll("article")].map((one) => one.id));
  const fresh = renewed(place, page, () => answer.redirected && form.dispatchEvent(new CustomEvent("words:dropped")));
  renewList(page);
  const wrong = fresh.querySelector("[aria-invalid=true]");
  const points = [...fresh.querySelectorAll("article")];
  const next = wrong ?? points.find((one) => !known.has(one.id)) ?? points.find((one) => form.action.includes(one.id.replace("unsent-", ""))) ?? fresh.querySelector("summary");
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-unsent]") || event.defaultPrevented) return;
  if (event.submitter?.value === "insert") { if (insert(form)) event.preventDefault(); return; }
  event.preventDefault();
  if (form.dataset.onItsWay) return;
  form.dataset.onItsWay = "yes";
  send(form, event.submitter).catch(() => form.submit()).finally(() => { delete form.dataset.onItsWay; });
});

/* A saved note, where the cursor is. */
function insert(form) {
  const pick = form.elements.pick;
  const note = [...document.querySelectorAll("#saved-notes option")].find((one) => one.value.toLowerCase() === pick?.value.trim().toLowerCase());
  const field = form.elements.text;
  if (!note) return false;
  const before = field.value.slice(0, field.selectionStart);
  const gap = before.trim() && !/\s$/.test(before) ? " " : "";
  field.setRangeText(gap + note.dataset.words, field.selectionStart, field.selectionEnd, "end");
  pick.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  return true;
}

document.addEventListener("input", (event) => {
  if (event.target.name === "pick" && event.inputType === "insertReplacementText") insert(event.target.form);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches?.("form[data-unsent] [name=pick]")) {
    event.preventDefault();
    insert(event.target.form);
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches?.("form[data-unsent] textarea")) {
    event.preventDefault();
    event.target.form.requestSubmit(event.target.form.querySelector("button:not([name=do])"));
  }
});

/* From the list in the answer to the point beside its words, ready to be changed. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-unsent-change]");
  const point = link && document.getElementById(link.hash.slice(1));
  if (!point) return;
  event.preventDefault();
  point.querySelector("details").open = true;
  point.scrollIntoView({ block: "center" });
  point.querySelector("textarea").focus({ preventScroll: true });
});

/* Chosen words: a button beside them, which opens the form of their section with the words in it. */
const offer = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm btn-primary unsent-offer", hidden: true });
document.body.append(offer);
let about = null;

function said(range) {
  const part = range.cloneContents();
  for (const hidden of part.querySelectorAll(".vh, del")) hidden.remove();
  return part.textContent.replace(/\s+/g, " ").trim();
}

function chosen() {
  const selection = document.getSelection();
  const from = selection?.rangeCount && !selection.isCollapsed ? selection.anchorNode?.parentElement?.closest("[data-quote-source]") : null;
  const key = from?.dataset.quoteSource.split(".")[0];
  const form = key && document.querySelector(`#unsent-of-${CSS.escape(key)} .point-here form`);
  const quote = form && from === selection.focusNode?.parentElement?.closest("[data-quote-source]") ? said(selection.getRangeAt(0)) : "";
  offer.hidden = !quote || quote.length > LONGEST;
  if (offer.hidden) return;
  offer.textContent = document.querySelector("[data-unsent-offer]").dataset.unsentOffer;
  about = { form, quote };
  const { bottom, left } = selection.getRangeAt(0).getBoundingClientRect();
  offer.style.top = `${Math.min(window.innerHeight - 48, bottom + 6)}px`;
  offer.style.left = `${Math.max(8, Math.min(window.innerWidth - offer.offsetWidth - 8, left))}px`;
}

let timer;
document.addEventListener("selectionchange", () => {
  clearTimeout(timer);
  timer = setTimeout(chosen, 150);
});
document.addEventListener("scroll", () => { offer.hidden = true; }, true);
offer.addEventListener("mousedown", (event) => event.preventDefault()); // the words stay chosen
offer.addEventListener("click", () => {
  offer.hidden = true;
  const { form, quote } = about;
  form.closest("details").open = true;
  form.elements.quote.value = quote;
  form.elements.quote.dispatchEvent(new Event("input", { bubbles: true }));
  form.elements.text.focus();
  form.scrollIntoView({ block: "nearest" });
});
