// What comes out of a printer.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cutOff } from "./checks/fits.mjs";
import { pagesWithText, printFaults } from "./checks/print.mjs";
import { addresses, ours } from "./postings.mjs";
import { open } from "./visit.mjs";

const { site, visit } = await open({ postings: ours });
const posting = await addresses(site);

/** A sheet of A4 between margins of a centimetre, in CSS pixels. */
const viewport = { width: 718, height: 1000 };

describe("print", { concurrency: 2 }, () => {
  for (const url of ["/paths/electrician", "/paths/machine-learning-engineer", "/faq?category=trades", "/about", posting.long]) {
    test(url, () =>
      // On dark paper no one would see it, and it would cost much ink.
      visit({ viewport, colorScheme: "dark" }, async (page) => {
        await page.goto(url);
        await page.emulateMedia({ media: "print", colorScheme: "dark" });
        assert.deepEqual([...(await printFaults(page)), ...(await cutOff(page))], []);
        const dark = await page.evaluate(() => audit.contrast(audit.background(document.body), [1, 1, 1]));
        assert.ok(dark < 1.1, "it is printed on white");

        const sheets = pagesWithText(await page.pdf({ format: "A4" }));
        assert.ok(sheets.length > 0, "it has pages");
        assert.deepEqual(sheets.indexOf(false), -1, `of ${sheets.length} pages, none is blank`);
      }));
  }
});
