/* Keys for writing: Ctrl+Enter sends the form one is in; N, P and C go to the next and previous question and to the comments.
   Targets: [data-go-next], [data-go-previous], [data-go-comments] (links or parts of the page). */

const OFF = "pactwork:keys-off";
const PLACES = { n: "[data-go-next]", p: "[data-go-previous]", c: "[data-go-comments]" };

function off() {
  try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
}

function go(selector) {
  const target = document.querySelector(selector);
  if (!target) return false;
  if (target.matches("a[href], button")) target.click();
  else {
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus();
    target.scrollIntoView({ block: "start" });
  }
  return true;
}

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[data-save]") ?? form.querySelector("button:not([type=button])"));
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || off()) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
  const selector = PLACES[event.key.toLowerCase()];
  if (selector && go(selector)) event.preventDefault();
});
