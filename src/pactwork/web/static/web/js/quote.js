/* Choosing words in [data-quote-source="section.prompt"] puts them into the comment form nearest to them ([data-quote-form]). */

const LONGEST = 600;

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

function show(form, quote) {
  const box = form.querySelector("[data-quote-chosen]");
  if (!box) return;
  box.hidden = !quote;
  box.querySelector("blockquote").textContent = quote;
}

function take(source, quote) {
  const form = formFor(source);
  if (!form) return;
  const [section, prompt = ""] = source.dataset.quoteSource.split(".");
  set(form, "section", section);
  set(form, "prompt", prompt);
  set(form, "quote", quote);
  show(form, quote);
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

for (const form of document.querySelectorAll("form[data-quote-form]")) {
  form.querySelector("[data-quote-chosen] button")?.addEventListener("click", () => {
    set(form, "quote", "");
    show(form, "");
  });
}
