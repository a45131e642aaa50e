// Going through a page with the keyboard.

/** Presses keys one after the other. */
export async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/** What the focus is on: its label or its text. */
export function focused(page) {
  return page.evaluate(() => {
    const { activeElement } = document;
    const label = activeElement.labels?.[0] ?? activeElement;
    return (activeElement.getAttribute("aria-label") ?? label.textContent).replace(/\s+/g, " ").trim();
  });
}

/** Presses Tab until the focus is on something of this name. */
export async function tabTo(page, name) {
  const passed = [];
  while (passed.length < 250) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    if (typeof name === "string" ? here === name : name.test(here)) return;
    passed.push(here);
  }
  throw new Error(`Tab never comes to ${name}, but to ${passed.slice(0, 30).join(", ")} …`);
}
