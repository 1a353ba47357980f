// Focuses everything that can be reached by Tab; says where no ring shows, or where something lies over it.
() => {
  const reached = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const wrong = [];
  const ringed = (one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  const uncovered = (one) => {
    const box = one.getBoundingClientRect();
    return [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].some(([x, y]) => {
      const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
      return top && (one.contains(top) || top.contains(one) || one.labels?.[0]?.contains(top));
    });
  };
  for (const one of document.querySelectorAll(reached)) {
    if (one.disabled || one.tabIndex < 0 || !one.checkVisibility({ visibilityProperty: true })) continue;
    one.focus();
    if (document.activeElement !== one) continue;
    const name = `${one.tagName.toLowerCase()}.${one.className} "${(one.textContent || one.name || "").trim().slice(0, 40)}"`;
    if (![one, one.closest("label"), one.closest("li"), one.closest("tr")].some((it) => it && ringed(it))) wrong.push(`no ring on ${name}`);
    if (!uncovered(one)) wrong.push(`covered: ${name}`);
  }
  document.activeElement?.blur();
  scrollTo(0, 0);
  return wrong;
}
