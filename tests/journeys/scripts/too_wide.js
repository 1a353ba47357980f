// What makes the page scroll sideways, and words that are cut off where they stick out.
() => {
  const room = document.documentElement.clientWidth;
  const scrolls = (one) => one && (["auto", "scroll"].includes(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  const out = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().right > room + 1;
  const speaks = (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  const wide = document.documentElement.scrollWidth > room;
  return [...document.querySelectorAll("body *")]
    .filter((one) => out(one) && (wide || speaks(one)) && !scrolls(one))
    .map((one) => `${one.tagName.toLowerCase()}.${one.className} ends at ${Math.round(one.getBoundingClientRect().right)}`);
}
