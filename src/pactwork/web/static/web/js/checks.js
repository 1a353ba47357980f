/* Fresh checks after a save: the answer's `checks` (HTML from the server) replaces the list named by data-checks-into. */

for (const form of document.querySelectorAll("form[data-autosave]")) {
  form.addEventListener("words:kept", ({ detail: news }) => {
    if (!news.checks) return;
    const fresh = new DOMParser().parseFromString(news.checks, "text/html");
    for (const list of fresh.querySelectorAll("[data-checks][id]")) {
      const old = document.getElementById(list.id);
      if (old && old.textContent !== list.textContent) old.replaceWith(document.importNode(list, true));
    }
  });
}
