// The checks, each page in every look: as it comes, then with everything on it open.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { accessible, accessibleColors } from "./checks/accessible.mjs";
import { cutOff, sideways } from "./checks/fits.mjs";
import { tabOrder, unseenFocus } from "./checks/focus.mjs";
import { moving } from "./checks/motion.mjs";
import { shifts } from "./checks/shift.mjs";
import { cutOffWhenSpaced } from "./checks/spacing.mjs";
import { smallTargets } from "./checks/targets.mjs";
import { tooHeavy } from "./checks/weight.mjs";

/** In what windows a page is looked at, where its colours matter too, and where it is gone through by keyboard. */
export const LOOKS = [
  { width: 320, colors: true, tab: true },
  // A tablet at 200 %.
  { width: 384 },
  // A desk at 200 %.
  { width: 720 },
  { width: 768, colors: true },
  { width: 1440, colors: true, tab: true },
];

/** Shows what a visitor can unfold. */
async function unfold(page) {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
}

/** What is looked at once everything is unfolded, whatever the theme. */
const FITS = [sideways, cutOff, smallTargets, cutOffWhenSpaced];

/** Answers what is wrong with a page in one look. */
async function faults(page, url, { colors, tab }) {
  const files = new Set();
  page.on("response", (response) => {
    if (["document", "stylesheet", "script"].includes(response.request().resourceType())) files.add(response.url());
  });
  const found = [];
  const run = async (checks, where = "") => {
    for (const check of checks) found.push(...(await check(page)).map((fault) => where + fault));
  };
  await page.goto(url);
  await run([shifts, () => tooHeavy([...files]), moving, ...(tab ? [tabOrder] : [])]);
  await unfold(page);
  await run(FITS);
  if (colors) {
    await run([accessible, unseenFocus], "light: ");
    await page.emulateMedia({ colorScheme: "dark" });
    await run([accessibleColors, unseenFocus], "dark: ");
  }
  return found;
}

/** A test for each page. */
export function audit(title, visit, pages, looks = LOOKS) {
  describe(title, { concurrency: 2 }, () => {
    for (const url of pages) {
      test(url.length > 80 ? `${url.slice(0, 80)}…` : url, async () => {
        const found = [];
        for (const look of looks) {
          const { width } = look;
          // Without motion, what is focused is scrolled to at once.
          await visit({ viewport: { width, height: 800 }, reducedMotion: "reduce", colorScheme: "light" }, async (page) => {
            found.push(...(await faults(page, url, look)).map((fault) => `${width} px: ${fault}`));
          });
        }
        assert.deepEqual(found, []);
      });
    }
  });
}
