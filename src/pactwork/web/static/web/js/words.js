/* What somebody's words in a form are: what they wrote or chose, never what the page put in by itself.
   Shared by the scripts after this one as window.pactwork.words. */

const NOT_WORDS = "[type=hidden], [type=password], [type=file], [type=submit], button, [readonly], [autocomplete=one-time-code], [name^=pick-], [name^=preset-]";
// In a form that is sent once, a tick is a promise for this one time; so is a decision of staff.
const ONLY_ONCE = "form:not([data-autosave]) [type=checkbox], form[data-answer] [type=radio]";
/* What counts as the same words, as ``alike`` in ground/typed.py says it; a test asks both about the same words. */
const SIGNS = {
  "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf076": "❖", "\uf071": "❑", "\uf0a8": "☐", "\uf0fc": "✓", "\uf0fb": "✗",
  "\uf0fe": "☑", "\uf0fd": "☒", "\uf06f": "☐", "\uf06c": "●", "\uf06e": "■", "\uf075": "◆", "\uf0e0": "→", "\uf0df": "←",
  "\uf0ae": "→", "\uf0ac": "←", "\uf0de": "⇒", "\uf0f3": "⇔", "\uf0e8": "➔", "\uf04a": "☺", "\uf04c": "☹", "\uf02d": "–",
  "\uf0b0": "°", "\uf0b1": "±", "\uf0a3": "≤", "\uf0b3": "≥", "\uf0b4": "×", "\uf0b9": "≠"
};
const BULLETS = { o: "◦", "·": "•" };
const BULLET = /^([ \t\u00a0]*)(?:(o)[ \u00a0]*\t[ \u00a0]*|(·)(?:[ \u00a0]*\t[ \u00a0]*|[ \u00a0]{2,}))/gm;
const BREAK = /\r\n|[\r\x0b\x0c\x85\u2028\u2029]/g;
const SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f]|(?<![\u2801-\u28ff])\u2800(?![\u2801-\u28ff])/g;
const PILE = /([\u0300-\u036f]{30})[\u0300-\u036f]+/g;
const CONTROLS = /(?![\n\t])[\p{Cc}\p{Cs}]/gu;
const ORDER = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const DI = "\\p{Default_Ignorable_Code_Point}";
const JOINED = "Arabic Syriac Mandaic Mongolian Nko Phags_Pa Adlam Hanifi_Rohingya Sogdian Manichaean Psalter_Pahlavi Chorasmian "
  + "Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Tibetan Myanmar Khmer Balinese Javanese Sundanese "
  + "Chakma Meetei_Mayek Newa Tirhuta Grantha Kaithi Saurashtra Sharada Brahmi Tai_Tham Syloti_Nagri Limbu";
const SCRIPTS = JOINED.split(" ").map((name) => `\\p{Script=${name}}`).join("");
const JOINING = `(?!${DI})(?=[\\p{L}\\p{M}])[${SCRIPTS}\\p{Script_Extensions=Arabic}\\p{Script_Extensions=Devanagari}]`;
const HIEROGLYPH = "[\\u{13000}-\\u{1342f}]";
const NATIONS = ["gbeng", "gbsct", "gbwls"].map((nation) => [...nation].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join("")).join("|");
const NEEDED = [
  `(?<=${JOINING})\\u200c(?=${JOINING})`, `(?<=${JOINING})\\u200d`, `\\u200d(?=${JOINING})`,
  "(?<=[\\p{Extended_Pictographic}\\ufe0f\\p{Emoji_Modifier}])\\u200d(?=\\p{Extended_Pictographic})",
  "(?<=(?![0-9#*])\\p{Emoji})\\ufe0e", "(?<=(?![0-9#*]|\\p{Emoji_Presentation})\\p{Emoji})\\ufe0f", "(?<=[0-9#*])\\ufe0f(?=\\u20e3)",
  "(?<=\\p{Script=Han})[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]", "(?<=[、。！，．：；？])[\\ufe00\\ufe01]",
  "(?<=[∩∪≨≩≲≳⊊⊋⊓⊔⊕⊗⊜⋚⋛⨼⨽⪝⪞⪬⪭⫋⫌])\\ufe00", "(?<=[ကဂငတထပမယရဝသဢေၵၸၺႀ\\uaa60-\\uaa66\\uaa6b\\uaa6c\\uaa6f\\uaa7a\\ua856\\ua85c\\ua85e-\\ua860\\ua868])\\ufe00",
  `(?<=(?!${DI})\\p{Script=Mongolian})[\\u180b-\\u180f]`, `(?<=${HIEROGLYPH})[\\ufe00-\\ufe06]`,
  `(?<=\\u{1f3f4})(?:${NATIONS})\\u{e007f}`,
  "\\u115f(?=[\\u1160-\\u11a7\\ud7b0-\\ud7c6])", "(?<=[\\u1100-\\u115f\\ua960-\\ua97c])\\u1160(?=[\\u11a8-\\u11ff\\ud7cb-\\ud7fb])",
  `(?<=${HIEROGLYPH})[\\u{13430}-\\u{1343f}]`, `[\\u{13430}-\\u{1343f}](?=${HIEROGLYPH})`,
  `(?<=(?!${DI})\\p{Script=Duployan})[\\u{1bca0}-\\u{1bca3}]`, `[\\u{1bca0}-\\u{1bca3}](?=(?!${DI})\\p{Script=Duployan})`,
].join("|");
const LITTER = new RegExp(`${NEEDED}|([${DI}\\ufff9-\\ufffb\\u{13430}-\\u{1343f}])`, "gu");

function fields(form) {
  return [...form.elements].filter((field) => field.name && !field.disabled && !field.matches(NOT_WORDS) && !field.matches(ONLY_ONCE));
}

const ticks = (field) => field.type === "radio" || field.type === "checkbox";

/* [[name, value]], in the order of the page. */
function read(form) {
  return fields(form).filter((field) => !ticks(field) || field.checked).map((field) => [field.name, field.value]);
}

function withoutLitter(text) {
  let before;
  do {
    before = text;
    text = text.replace(LITTER, (found, litter) => (litter ? "" : found));
  } while (text !== before);
  return text;
}

function spaced(line) {
  const [indent] = line.match(/^[ \t]*/);
  return indent + line.slice(indent.length).replace(/ {2,}/g, " ").replace(/ *\t */g, "\t");
}

/* Words as people see them: the same for what nobody can tell apart, an indent and a tab being seen. */
function plain(value) {
  const shown = String(value ?? "").replace(BREAK, "\n").replace(/[\ue000-\uf8ff]/g, (sign) => SIGNS[sign] ?? sign);
  const clean = withoutLitter(shown.replace(CONTROLS, "").replace(ORDER, "")).replace(BULLET, (_, indent, letter, dot) => `${indent}${BULLETS[letter ?? dot]}\t`);
  return clean.replace(SPACE, " ").split("\n").map((line) => spaced(line.trimEnd())).join("\n").replace(PILE, "$1").normalize("NFC").replace(PILE, "$1").replace(/^\n+|\n+$/g, "");
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

/* Puts words that were saved elsewhere; a row that this page has no fields for goes along unseen. Returns whether there is one. */
function take(form, pairs, names) {
  put(form, pairs, names);
  const missing = pairs.filter(([name, value]) => names.includes(name) && plain(value) && !form.elements[name]);
  for (const [name, value] of missing) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  return missing.length > 0;
}

/* What a server says of fields, as pairs. */
const pairsOf = (said) => Object.entries(said ?? {}).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one ?? "")]));

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

window.pactwork = { words: { read, plain, put, take, pairsOf, shown, label, differing, same: (a, b) => !differing(a, b).length, equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) } };
