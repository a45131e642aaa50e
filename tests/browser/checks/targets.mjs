// Whether what is clicked can be hit: WCAG 2.5.8.

/** Answers what is smaller than 24 by 24 CSS pixels, is too near to its neighbours, and stands in no sentence. */
export async function smallTargets(page) {
  return page.evaluate(() => {
    const SIZE = 24;
    const selector = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=option], [tabindex='0']";
    const all = [...document.querySelectorAll(selector)].filter((element) => audit.shown(element) && !audit.unseen(element));

    // A click on a label is one on what it names.
    const areas = new Map();
    for (const element of all) {
      const rects = [element, element.closest("label")].filter(Boolean).map((part) => part.getBoundingClientRect());
      const [left, top] = [Math.min(...rects.map(({ left }) => left)), Math.min(...rects.map(({ top }) => top))];
      const [right, bottom] = [Math.max(...rects.map(({ right }) => right)), Math.max(...rects.map(({ bottom }) => bottom))];
      areas.set(element, { left, top, right, bottom, x: (left + right) / 2, y: (top + bottom) / 2 });
    }
    const small = ({ left, top, right, bottom }) => right - left < SIZE - 0.5 || bottom - top < SIZE - 0.5;

    const inSentence = (element) => {
      if (!getComputedStyle(element).display.startsWith("inline")) return false;
      let block = element.parentElement;
      while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
      const words = [];
      const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        if (!texts.currentNode.parentElement.closest(selector)) words.push(...(texts.currentNode.data.match(/\p{L}{2,}/gu) ?? []));
      }
      return words.length >= 2;
    };

    // The circle around its middle must not touch another target, nor the circle of another small one.
    const near = (one, other) => {
      if (small(other)) return Math.hypot(one.x - other.x, one.y - other.y) < SIZE;
      const x = Math.max(other.left, Math.min(one.x, other.right));
      const y = Math.max(other.top, Math.min(one.y, other.bottom));
      return Math.hypot(one.x - x, one.y - y) < SIZE / 2;
    };
    const neighbour = (element) =>
      all.find((other) => other !== element && !element.contains(other) && !other.contains(element) && near(areas.get(element), areas.get(other)));

    return all
      .filter((element) => small(areas.get(element)) && !inSentence(element))
      .map((element) => ({ element, other: neighbour(element), area: areas.get(element) }))
      .filter(({ other }) => other)
      .map(({ element, other, area }) => {
        const size = `${Math.round(area.right - area.left)} by ${Math.round(area.bottom - area.top)}`;
        return `small target, ${size}: ${audit.tell(element)}, beside ${audit.tell(other)}`;
      });
  });
}
