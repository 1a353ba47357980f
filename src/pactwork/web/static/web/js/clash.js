/* Two tabs changed the same answer, as autosave heard: both are shown, answer by answer, and the writer chooses.
   What only one of them changed is kept without asking. */

const { words, choose, chosen } = window.pactwork;

/* Each answer by itself; rows at one go where one was added or taken away, for their numbers moved. */
function groupsOf(form, names) {
  const rows = names.filter((name) => name.startsWith("rows-"));
  if (!rows.some((name) => !form.elements[name])) return names.map((name) => [name]);
  return [...names.filter((name) => !rows.includes(name)).map((name) => [name]), rows];
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
  form.addEventListener("words:clash", ({ detail: news }) => {
    const theirs = words.pairsOf(news.theirs);
    const mine = words.read(form);
    const differ = words.differing(mine, theirs);
    const since = words.differing(mine, news.sent);
    const taken = (news.taken ?? []).filter((name) => differ.includes(name) && !since.includes(name));
    const kept = news.asked ? differ.filter((name) => !taken.includes(name) && !news.asked.includes(name) && !(news.taken ?? []).includes(name)) : [];
    const groups = groupsOf(form, differ.filter((name) => !taken.includes(name) && !kept.includes(name)));
    const [before, names] = [[], []];
    const done = () => {
      form.elements.version.value = news.version;
      if (form.elements.was) form.elements.was.value = news.was ?? "";
    };
    words.take(form, theirs, taken);
    if (!groups.length) {
      done();
      form.dispatchEvent(new CustomEvent("words:settled"));
      return;
    }
    const ask = () => {
      const group = groups.shift();
      const only = (pairs) => pairs.filter(([name]) => group.includes(name));
      choose(form, {
        mine: only(mine),
        theirs: only(theirs),
        onTheirs: () => {
          // Rows that this page has no fields for are shown by the page that comes once they are saved.
          if (words.take(form, theirs, group)) form.addEventListener("words:kept", () => location.reload(), { once: true });
        },
        onDone: (panel, was) => {
          before.push(...was);
          names.push(...group);
          if (groups.length) {
            panel.remove();
            ask();
          } else {
            done();
            chosen(form, panel, before, names);
          }
        },
      });
    };
    ask();
  });
}
