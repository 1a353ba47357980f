/* Choosing words in [data-quote-source="section.path"] puts them into the comment form nearest to them ([data-quote-form]),
   and offers a way to it ([data-quote-go]), which on a phone is far below. */

const LONGEST = 600;
const go = document.querySelector("[data-quote-go]");

function formFor(source) {
  const scope = source.closest("[data-quote-scope]") ?? document;
  return scope.querySelector("form[data-quote-form]");
}

function set(form, name, value) {
  const field = form.elements[name];
  if (!field) return;
  const old = field.value;
  field.value = value;
  if (field.tagName === "SELECT" && field.selectedIndex < 0) field.value = old;
}

function take(source, quote) {
  const form = formFor(source);
  if (!form) return;
  set(form, "about", source.dataset.quoteSource);
  set(form, "quote", quote);
  const folded = form.closest("details");
  if (folded) folded.open = true;
  if (go) go.hidden = false;
}

function said(selection) {
  const part = selection.getRangeAt(0).cloneContents();
  for (const hidden of part.querySelectorAll(".vh, .pin-no, del")) hidden.remove();
  return part.textContent.replace(/\s+/g, " ").trim();
}

function chosen() {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return;
  const from = selection.anchorNode?.parentElement?.closest("[data-quote-source]");
  const to = selection.focusNode?.parentElement?.closest("[data-quote-source]");
  if (!from || from !== to) return;
  const quote = said(selection);
  if (quote && quote.length <= LONGEST) take(from, quote);
}

let timer;
document.addEventListener("selectionchange", () => {
  clearTimeout(timer);
  timer = setTimeout(chosen, 250);
});

go?.addEventListener("click", (event) => {
  const field = document.querySelector("form[data-quote-form] textarea[name=text]");
  if (!field) return;
  event.preventDefault();
  go.hidden = true;
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
});
