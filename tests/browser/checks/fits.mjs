// Whether a page fits its window, and its text its boxes.

/** Answers by how much a page is wider than its window, and what sticks out. */
export async function sideways(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.body.querySelectorAll("*")].filter((element) => audit.shown(element) && element.getBoundingClientRect().right > clientWidth + 0.5);
    const inmost = out.filter((element) => !out.some((other) => other !== element && element.contains(other)));
    return [`${scrollWidth - clientWidth} px too wide: ${inmost.slice(0, 3).map(audit.tell).join(", ")}`];
  });
}

/** Answers where text is cut off by a box around it or by the edge of the page, and where it lies on other text. */
export async function cutOff(page) {
  return page.evaluate(() => {
    const found = [];
    const lines = [];

    /** What stays in place with a ground of its own while the rest is scrolled beneath it, if an element is in it. */
    const raised = (element) => {
      for (let around = element; around; around = around.parentElement) {
        const { position, backgroundColor } = getComputedStyle(around);
        if (/sticky|fixed/.test(position) && audit.rgba(backgroundColor)[3] === 1) return around;
      }
      return null;
    };

    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      const element = text.parentElement;
      if (!text.data.trim() || !audit.shown(element) || audit.unseen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
      if (rects.some(({ left }) => left + scrollX < -1)) found.push(`off the edge: ${audit.tell(element)}`);
      for (const rect of rects) lines.push({ element, rect });

      for (let box = element; box !== document.body; box = box.parentElement) {
        const { overflowX, overflowY, display } = getComputedStyle(box);
        if (display === "inline" || display === "contents") continue;
        const { left, top, right, bottom } = box.getBoundingClientRect();
        const cut = (way) => way === "hidden" || way === "clip";
        const wide = cut(overflowX) && rects.some((rect) => rect.right > right + 1 || rect.left < left - 1);
        // Glyphs reach less far than the box of their line.
        const high = cut(overflowY) && rects.some((rect) => rect.bottom - rect.height / 4 > bottom || rect.top + rect.height / 4 < top);
        if (wide || high) found.push(`cut off: ${audit.tell(element)} by ${audit.tell(box)}`);
        if (overflowX === "auto" || overflowX === "scroll") break;
      }
    }

    lines.sort((one, other) => one.rect.top - other.rect.top);
    lines.forEach((one, at) => {
      for (const other of lines.slice(at + 1)) {
        if (other.rect.top >= one.rect.bottom) break;
        const wide = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
        const high = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
        // The boxes of lines reach into one another where lines stand close; glyphs do not.
        const deep = high > Math.min(one.rect.height, other.rect.height) / 2;
        if (wide > 1 && deep && raised(one.element) === raised(other.element)) found.push(`text upon text: ${audit.tell(one.element)} and ${audit.tell(other.element)}`);
      }
    });
    return [...new Set(found)];
  });
}
