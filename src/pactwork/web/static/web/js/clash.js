/* Two tabs wrote to the same words: shows both and lets the writer choose. Uses the saving() macro's template. */

function shown(form, name) {
  const field = form.elements[name];
  if (!field) return null;
  if (field instanceof RadioNodeList) {
    const ticked = [...field].filter((one) => one.checked !== false || one.type === "textarea" || one.type === "text");
    return ticked.map((one) => one.value).join(", ");
  }
  return field.type === "checkbox" && !field.checked ? "" : field.value;
}

function put(form, name, value) {
  const field = form.elements[name];
  if (!field) return;
  if (field instanceof RadioNodeList && field[0].type !== "checkbox") field.value = value;
  else if (field instanceof RadioNodeList) for (const one of field) one.checked = [value].flat().includes(one.value);
  else if (field.type === "checkbox") field.checked = Boolean(value) && [value].flat().includes(field.value);
  else field.value = value;
}

function lines(form, theirs, pick) {
  return Object.keys(theirs)
    .filter((name) => (shown(form, name) ?? "") !== String(theirs[name] ?? ""))
    .map((name) => String(pick(name) ?? ""))
    .join("\n\n");
}

function settle(form, panel, news) {
  form.elements.version.value = news.version;
  panel.remove();
  form.dispatchEvent(new CustomEvent("words:settled"));
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
  form.addEventListener("words:clash", ({ detail: news }) => {
    const template = form.querySelector("template[data-clash]");
    if (!template) return;
    const panel = template.content.firstElementChild.cloneNode(true);
    const theirs = news.theirs ?? {};
    panel.querySelector("[data-mine]").textContent = lines(form, theirs, (name) => shown(form, name));
    panel.querySelector("[data-theirs]").textContent = lines(form, theirs, (name) => theirs[name]);
    panel.querySelector("[data-keep-mine]").addEventListener("click", () => settle(form, panel, news));
    panel.querySelector("[data-keep-theirs]").addEventListener("click", () => {
      // Rows that this page has no fields for: the page that has them is the one saved there.
      if (Object.keys(theirs).some((name) => !form.elements[name])) return location.assign(location.pathname);
      for (const [name, value] of Object.entries(theirs)) put(form, name, value);
      settle(form, panel, news);
    });
    form.prepend(panel);
    panel.focus();
  });
}
