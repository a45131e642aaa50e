// Whether a page bears the spacing of text that some readers need: WCAG 1.4.12.
import { cutOff, sideways } from "./fits.mjs";

const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-block-end: 2em !important; }`;

/** Answers what no longer fits when text is set as wide as a reader may. */
export async function cutOffWhenSpaced(page) {
  await page.evaluate((rules) => {
    // The policy of the pages forbids a style element, not one that a reader's own tool brings.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets.push(sheet);
  }, SPACING);
  const found = [...(await sideways(page)), ...(await cutOff(page))];
  await page.evaluate(() => document.adoptedStyleSheets.pop());
  return found.map((fault) => `with wide spacing: ${fault}`);
}
