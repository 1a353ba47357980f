/* Two tabs wrote to the same words, as autosave heard: both are shown, and the writer chooses. */

const { words, choose } = window.pactwork;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  form.addEventListener("words:clash", ({ detail: news }) => {
    const said = news.theirs ?? {};
    const theirs = Object.entries(said).flatMap(([name, value]) => [value].flat().map((one) => [name, one ?? ""]));
    const mine = words.read(form);
    const settle = () => { form.elements.version.value = news.version; };
    if (words.same(mine, theirs)) {
      settle();
      form.dispatchEvent(new CustomEvent("words:settled"));
      return;
    }
    choose(form, {
      mine,
      theirs,
      onMine: settle,
      onTheirs: () => {
        // Rows that this page has no fields for: the page that has them is the one saved there.
        if (theirs.some(([name, value]) => words.plain(value) && !form.elements[name])) {
          form.dispatchEvent(new CustomEvent("words:dropped"));
          location.assign(location.pathname);
          return false;
        }
        settle();
      },
    });
  });
}
