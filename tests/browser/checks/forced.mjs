// Whether controls can be told from text where the visitor's own colours replace all backgrounds.

/** Answers which buttons and fields have no edge. */
export async function edgeless(page) {
  return page.evaluate(() => {
    const bordered = (style) => ["Top", "Right", "Bottom", "Left"].some((side) => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0);
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => audit.shown(element) && !audit.unseen(element));
    return shown("button, select, textarea, input:not([type=checkbox], [type=radio])")
      .filter((element) => !bordered(getComputedStyle(element)))
      .map((element) => `has no edge: ${audit.tell(element)}`);
  });
}
