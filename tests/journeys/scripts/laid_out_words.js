/* Where people's own white space is kept, none of a template's may show: a line break and the indent of the file. */
() => {
  const found = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const box = walk.currentNode.parentElement;
    if (!box || box.closest("pre, textarea, select, script, style, noscript")) continue;
    if (!/\n {4,}$|^\s*\n {4,}/.test(walk.currentNode.nodeValue)) continue;
    if (!/^(pre|break-spaces)/.test(getComputedStyle(box).whiteSpace)) continue;
    found.add(`a template's own white space shows in ${box.tagName.toLowerCase()}.${box.className}`);
  }
  return [...found];
}
