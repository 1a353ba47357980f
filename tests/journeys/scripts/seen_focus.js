// Whether what has the focus lies within the window, uncovered, and looks as if it had the focus.
(one) => {
  const box = one.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return inside && one.matches(":focus-visible") && one.checkVisibility({ visibilityProperty: true });
}
