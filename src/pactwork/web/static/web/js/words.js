/* What somebody's words in a form are: what they wrote or chose, never what the page put in by itself.
   Shared by the scripts after this one as window.pactwork.words. */

const NOT_WORDS = "[type=hidden], [type=password], [type=file], [type=submit], button, [readonly], [autocomplete=one-time-code]";
// In a form that is sent once, a tick is a promise for this one time; so is a decision of staff.
const ONLY_ONCE = "form:not([data-autosave]) [type=checkbox], form[data-answer] [type=radio]";
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g;

function fields(form) {
  return [...form.elements].filter((field) => field.name && !field.disabled && !field.matches(NOT_WORDS) && !field.matches(ONLY_ONCE));
}

const ticks = (field) => field.type === "radio" || field.type === "checkbox";

/* [[name, value]], in the order of the page. */
function read(form) {
  return fields(form).filter((field) => !ticks(field) || field.checked).map((field) => [field.name, field.value]);
}

/* As people see them: without the end of a line, which the server writes in another way, and the like. */
function plain(value) {
  return String(value ?? "").normalize("NFC").replace(UNSEEN, "").replace(/\r\n?/g, "\n").replace(/[^\S\n]+/g, " ").replace(/ ?\n ?/g, "\n").trim();
}

function byName(pairs) {
  const found = new Map();
  for (const [name, value] of pairs) if (plain(value)) found.set(name, [...(found.get(name) ?? []), value]);
  return found;
}

function differing(one, other) {
  const [a, b] = [byName(one), byName(other)];
  const joined = (map, name) => (map.get(name) ?? []).map(plain).join("\n");
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => joined(a, name) !== joined(b, name));
}

function put(form, pairs, names) {
  const given = byName(pairs);
  for (const field of fields(form)) {
    if (!names.includes(field.name)) continue;
    if (ticks(field)) field.checked = (given.get(field.name) ?? []).includes(field.value);
    else field.value = given.get(field.name)?.shift() ?? "";
  }
}

/* A choice is shown by its words and not by its key. */
function shown(form, name, pairs) {
  const said = (value) => {
    const field = fields(form).find((one) => one.name === name && (!ticks(one) || one.value === value));
    if (field?.options) return [...field.options].find((option) => option.value === value)?.text ?? value;
    return field && ticks(field) ? field.labels?.[0]?.textContent.trim() ?? value : value;
  };
  return (byName(pairs).get(name) ?? []).map(said).join(", ");
}

function label(form, name) {
  const field = fields(form).find((one) => one.name === name);
  const legend = field && ticks(field) ? field.closest("fieldset")?.querySelector("legend") : null;
  return (legend ?? field?.labels?.[0])?.textContent.trim() ?? "";
}

/* A browser that goes back fills fields in with what stood there then, which may be older than what the server says,
   or sent since. What was not sent is kept and offered by keepsake.js. */
for (const form of document.querySelectorAll("form[method=post]")) {
  if (form.dataset.autosave === undefined && !form.querySelector("textarea[name]")) continue;
  form.setAttribute("autocomplete", "off");
  form.reset();
}

window.pactwork = { words: { read, plain, put, shown, label, differing, same: (a, b) => !differing(a, b).length, equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) } };
