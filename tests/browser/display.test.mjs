// Colours of a visitor's own, and what is really painted of the ladder.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { edgeless } from "./checks/forced.mjs";
import { faintBars } from "./checks/pixels.mjs";
import { open } from "./visit.mjs";

const { visit } = await open();

describe("controls keep an edge in forced colors", { concurrency: 2 }, () => {
  for (const url of ["/", "/paths/electrician", "/jobs", "/skills", "/faq"]) {
    test(url, () =>
      visit({ forcedColors: "active" }, async (page) => {
        await page.goto(url);
        assert.deepEqual(await edgeless(page), []);
      }));
  }
});

describe("the bars of a ladder stand out", () => {
  const looks = [{}, { forcedColors: "active" }, { media: "print" }];
  for (const look of looks.flatMap((look) => [{ ...look, colorScheme: "light" }, { ...look, colorScheme: "dark" }])) {
    test(Object.values(look).join(", "), () =>
      visit({ viewport: { width: 800, height: 800 } }, async (page) => {
        await page.emulateMedia(look);
        // Bars from statistics, and bars of an estimate, which are hatched.
        for (const url of ["/paths/electrician", "/paths/machine-learning-engineer"]) {
          await page.goto(url);
          assert.deepEqual(await faintBars(page), [], url);
        }
      }));
  }
});
