// What axe finds: WCAG 2.2 at level AA, and its best practices.
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Answers each rule that is broken, with the first elements that break it. */
export async function accessible(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const options = { runOnly: { type: "tag", values: TAGS }, resultTypes: ["violations"] };
  const { violations } = await page.evaluate((options) => axe.run(options), options);
  return violations.map(({ id, nodes }) => {
    const told = nodes.slice(0, 5).map(({ html, any }) => `${html.slice(0, 160)} ${any.map(({ message }) => message).join("; ")}`);
    return `${id}, ${nodes.length} times: ${told.join(" | ")}`;
  });
}
