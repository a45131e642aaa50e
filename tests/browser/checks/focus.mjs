// Whether one sees where one is, going through a page by keyboard.

/** What is reached with the Tab key, as far as CSS and HTML alone decide it. */
const STOPS = "a[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled, summary, [tabindex]";

/** The longest lists have a thousand stops; what is wrong with the order of one shows long before. */
const MOST_STOPS = 300;

/**
 * Focuses everything that Tab reaches; answers what is then off the screen, under something else, looks as without
 * focus, or has an outline that hardly differs from what it stands on. Needs a page without smooth scrolling.
 */
export async function unseenFocus(page) {
  // From here on the browser takes focus for the keyboard's, and shows it.
  await page.keyboard.press("Shift");
  return page.evaluate((stops) => {
    const look = (element) => {
      const { outlineStyle, outlineWidth, boxShadow, backgroundColor, color, borderColor, borderWidth, textDecoration } =
        getComputedStyle(element);
      const outline = outlineStyle === "none" ? "none" : `${outlineStyle} ${outlineWidth}`;
      return [outline, boxShadow, backgroundColor, color, borderColor, borderWidth, textDecoration].join(";");
    };

    /** How many sides of the outline a box around the element cuts away. */
    const cutSides = (element, reach) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
        if (getComputedStyle(box).overflow === "visible") continue;
        const around = box.getBoundingClientRect();
        return [
          left - reach < around.left - 1,
          top - reach < around.top - 1,
          right + reach > around.right + 1,
          bottom + reach > around.bottom + 1,
        ].filter(Boolean).length;
      }
      return 0;
    };

    /** What shows that an element has the focus: itself, or its label where it lies unseen upon that. */
    const face = (element) => (getComputedStyle(element).opacity === "0" && element.closest("label")) || element;

    const wrong = (element, before) => {
      // Of a link on two lines the first.
      const rect = [...element.getClientRects()].find(({ width, height }) => width > 0 && height > 0);
      if (!rect) return "has no place on the page";
      const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2];
      const top = document.elementFromPoint(x, y);
      if (!top) return "is off the screen";
      if (!element.contains(top) && !top.contains(element) && !top.closest("label")?.contains(element)) {
        return `lies under ${audit.tell(top)}`;
      }
      const shown = face(element);
      if (look(shown) === before) return "looks as without focus";
      const { outlineStyle, outlineColor, outlineWidth, outlineOffset } = getComputedStyle(shown);
      if (outlineStyle === "none" || outlineStyle === "auto") return null;
      if (cutSides(shown, parseFloat(outlineWidth) + parseFloat(outlineOffset)) > 2) return "has its outline cut away";
      const behind = audit.background(parseFloat(outlineOffset) < 0 ? shown : shown.parentElement);
      const contrast = audit.contrast(audit.rgba(outlineColor), behind);
      return contrast < 3 ? `has an outline of contrast ${contrast.toFixed(2)}` : null;
    };

    const found = [];
    // What lies behind an open dialog can't be reached.
    const reach = document.querySelector("dialog:modal") ?? document;
    for (const element of reach.querySelectorAll(stops)) {
      if (element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true })) continue;
      document.activeElement.blur();
      const before = look(face(element));
      element.focus({ focusVisible: true });
      if (document.activeElement !== element) found.push(`${audit.tell(element)} takes no focus`);
      const fault = wrong(element, before);
      if (fault) found.push(`${audit.tell(element)} ${fault}`);
    }
    return found;
  }, STOPS);
}

/**
 * Presses Tab from the top of the page to its end; answers where that leaves the order of the document, leaves out
 * something, or goes off the screen.
 */
export async function tabOrder(page) {
  const expected = await page.evaluate((stops) => {
    const radios = new Set();
    const stopsAt = (element) => {
      if (element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true })) return false;
      if (element.type !== "radio") return true;
      // A group of radio buttons is one stop: the chosen one, or else the first.
      const group = [...document.getElementsByName(element.name)];
      return element === (group.find(({ checked }) => checked) ?? group[0]);
    };
    window.stops = [...document.querySelectorAll(stops)].filter(stopsAt);
    // Tab goes on from where one was last; from the body it goes to the first stop.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    return window.stops.length;
  }, STOPS);
  const found = [];
  for (let at = 0; at < Math.min(expected, MOST_STOPS); at++) {
    await page.keyboard.press("Tab");
    // Browsers stop by themselves at boxes that scroll.
    while (await page.evaluate((stops) => !document.activeElement.matches(`${stops}, body`), STOPS)) {
      await page.keyboard.press("Tab");
    }
    const fault = await page.evaluate((at) => {
      const [element, wanted] = [document.activeElement, window.stops[at]];
      if (element !== wanted) return `stop ${at + 1} is ${audit.tell(element)} and not ${audit.tell(wanted)}`;
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const on = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
      return on ? null : `stop ${at + 1}, ${audit.tell(element)}, is off the screen`;
    }, at);
    if (fault) found.push(fault);
    if (found.length > 2) break;
  }
  return found;
}
