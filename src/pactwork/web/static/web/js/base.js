/* Small things every page needs: focus on a problem, menus that shut, a print button. */

const summary = document.querySelector("[data-error-summary]");
if (summary) summary.focus();

for (const link of document.querySelectorAll("[data-error-summary] a[href^='#']")) {
  link.addEventListener("click", (event) => {
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.labels?.[0] ?? field.closest("fieldset") ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}

const menus = [...document.querySelectorAll("details[data-shuts]")];
document.addEventListener("click", (event) => {
  for (const menu of menus) if (menu.open && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus) {
    if (!menu.open) continue;
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A page that the browser put by shows who was signed in then: it is asked for again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted && document.documentElement.dataset.owner) location.reload();
});
