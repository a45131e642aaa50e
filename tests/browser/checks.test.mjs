// That the checks find what they look for: a page with one fault each.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { accessible, accessibleColors } from "./checks/accessible.mjs";
import { cutOff, sideways } from "./checks/fits.mjs";
import { tabOrder, unseenFocus } from "./checks/focus.mjs";
import { edgeless } from "./checks/forced.mjs";
import { install } from "./checks/in-page.mjs";
import { moving } from "./checks/motion.mjs";
import { faintBars } from "./checks/pixels.mjs";
import { pagesWithText, printFaults } from "./checks/print.mjs";
import { shifts } from "./checks/shift.mjs";
import { cutOffWhenSpaced } from "./checks/spacing.mjs";
import { smallTargets } from "./checks/targets.mjs";
import { browser } from "./site.mjs";

const chromium = await browser();
after(() => chromium.close());

const bar = (fill) => `<svg width="100" height="20"><rect width="100" height="20" fill="${fill}"/></svg>`;
const ladder = `<section aria-label="Career Ladder"><ol><li><h3>Low</h3>${bar("#eee")}</li><li><h3>High</h3></li></ol></section>`;

const FAULTS = [
  [accessible, "an image without a text", "<img src=''>", /image-alt/],
  [accessibleColors, "pale text", "<p style='color: #ccc'>pale</p>", /color-contrast/],
  [sideways, "a wide text", "<p style='width: 2000px'>wide</p>", /too wide: <p> “wide”/],
  [cutOff, "a long text", "<p style='width: 4em; overflow: hidden; white-space: nowrap'>a text that is long</p>", /cut off: <p>/],
  [cutOff, "a high text", "<p style='height: 1em; overflow: hidden'>a text<br>of two lines</p>", /cut off: <p>/],
  [cutOff, "a text off the edge", "<p style='margin-left: -40px'>text</p>", /off the edge: <p>/],
  [cutOff, "a text on another", "<p>one text</p><p style='margin-top: -2em'>another</p>", /text upon text/],
  [cutOffWhenSpaced, "a tight box", "<p style='width: 5em; overflow: hidden; white-space: nowrap'>two words</p>", /cut off: <p>/],
  [smallTargets, "two small buttons", "<button style='all: unset'>a</button> <button style='all: unset'>b</button>", /small target/],
  [unseenFocus, "no outline", "<a href='/' style='outline: none'>a</a>", /looks as without focus/],
  [unseenFocus, "a pale outline", "<style>:focus { outline: 3px solid #ddd }</style><a href='/'>a</a>", /contrast 1/],
  [unseenFocus, "off the screen", "<a href='/' style='position: absolute; left: -999px'>a</a>", /is off the screen/],
  [unseenFocus, "under something", "<a href='/'>a</a><p style='position: fixed; inset: 0; margin: 0'>all</p>", /lies under <p>/],
  [tabOrder, "another order", "<a href='/' tabindex='2'>a</a><a href='/' tabindex='1'>b</a>", / and not <a>/],
  [edgeless, "a flat button", "<button style='border: 0'>flat</button>", /has no edge/],
  [moving, "a transition", "<p style='transition: color 1s'>slow</p>", /moves: <p>/],
  [faintBars, "a pale bar", ladder, /the bar of Low has a contrast of 1/],
  [faintBars, "no bar", ladder, /High has no bar/],
  [printFaults, "navigation", "<main><nav>links</nav></main>", /is printed: <nav>/],
  [printFaults, "a folded answer", "<main><details><summary>a</summary><p>b</p></details></main>", /stays folded/],
  [printFaults, "a hidden address", "<main><a href='https://example.com/a'>a</a></main>", /is not written out/],
];

async function onPage(html, look) {
  const page = await chromium.newPage({ viewport: { width: 800, height: 600 } });
  await page.addInitScript(install);
  await page.goto("about:blank");
  await page.setContent(`<!doctype html><html lang="en"><title>Page</title><body>${html}`);
  await look(page);
  await page.close();
}

for (const [check, what, html, expected] of FAULTS) {
  test(`${check.name} finds ${what}`, () =>
    onPage(html, async (page) => {
      assert.match((await check(page)).join("\n"), expected);
    }));
}

test("shifts finds what moves", () =>
  onPage("<p>text</p>", async (page) => {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
    await page.evaluate(() => document.querySelector("p").insertAdjacentHTML("beforebegin", "<h1>late</h1>"));
    assert.match((await shifts(page)).join("\n"), /moved by itself/);
  }));

test("pagesWithText finds a blank page", () =>
  onPage("<p>text</p><div style='break-before: page; height: 1em'></div>", async (page) => {
    assert.deepEqual(pagesWithText(await page.pdf()), [true, false]);
  }));
