// What axe finds: WCAG 2.2 at level AA, and its best practices.
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Rules that look at colours; only these can come out otherwise in another theme. */
const COLORS = ["color-contrast", "link-in-text-block"];

/** Answers each rule that is broken, with the first elements that break it. */
export async function accessible(page) {
  return broken(page, { type: "tag", values: TAGS });
}

/** The same, of colours alone. */
export async function accessibleColors(page) {
  return broken(page, { type: "rule", values: COLORS });
}

async function broken(page, runOnly) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const options = { runOnly, resultTypes: ["violations"] };
  const { violations } = await page.evaluate((options) => axe.run(options), options);
  return violations.map(({ id, nodes }) => {
    const why = (checks) => checks.map(({ message }) => message).join("; ");
    const told = nodes.slice(0, 5).map(({ html, any }) => `${html.slice(0, 160)} ${why(any)}`);
    return `${id}, ${nodes.length} times: ${told.join(" | ")}`;
  });
}
