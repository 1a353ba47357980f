// Controls that lie on one another, and words that are cut off by what they stand in.
() => {
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const name = (one) => `${one.tagName.toLowerCase()}.${one.className} "${(one.innerText || one.name || "").trim().slice(0, 40)}"`;
  const floats = (one) => one && (["fixed", "sticky"].includes(getComputedStyle(one).position) || floats(one.parentElement));
  const boxes = (one) => [...one.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  const shared = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((one) => shown(one) && !floats(one) && !one.closest(".vh"))
    .map((one) => [one, boxes(one)]);
  const wrong = [];
  controls.forEach(([one, mine], at) => {
    for (const [other, theirs] of controls.slice(at + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      if (mine.some((a) => theirs.some((b) => shared(a, b)))) wrong.push(`${name(one)} lies on ${name(other)}`);
    }
  });
  const hides = (one) => {
    const style = getComputedStyle(one);
    return [style.overflowX, style.overflowY].some((way) => ["hidden", "clip"].includes(way));
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const holder = node.parentElement;
    if (!node.textContent.trim() || !shown(holder) || holder.closest(".vh, script, style, svg, option")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (let box = holder; box && box !== document.body; box = box.parentElement) {
      if (!hides(box)) continue;
      const room = box.getBoundingClientRect();
      const out = [...range.getClientRects()].some((r) => r.right > room.right + 2 || r.left < room.left - 2 || r.bottom > room.bottom + 4 || r.top < room.top - 4);
      if (out) wrong.push(`cut off: "${node.textContent.trim().slice(0, 40)}" in ${box.tagName.toLowerCase()}.${box.className}`);
    }
  }
  return wrong;
}
