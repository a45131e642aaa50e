// That the checks find what they look for: a page with one fault each.
import assert from "node:assert/strict";
import { createServer } from "node:http";
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
    await page.evaluate(() => audit.painted());
    await page.evaluate(() => document.querySelector("p").insertAdjacentHTML("beforebegin", "<h1>late</h1>"));
    assert.match((await shifts(page)).join("\n"), /moved by itself/);
  }));

/** Opens a page that comes in two pieces, the second once the first is painted. */
async function inPieces([first, second], look) {
  let finish;
  const server = createServer((_, answer) => {
    answer.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    answer.write(`<!doctype html><html lang="en"><title>Page</title><body>${first}`);
    finish ??= () => answer.end(second);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const page = await chromium.newPage({ viewport: { width: 800, height: 600 } });
  try {
    await page.addInitScript(install);
    await page.goto(`http://127.0.0.1:${server.address().port}/`, { waitUntil: "commit" });
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    finish();
    await page.waitForLoadState();
    await look(page);
  } finally {
    await page.close();
    server.close();
  }
}

const atTheEnd = "<div style='display: flex; justify-content: flex-end'><p>one</p>";

test("shifts lets a page settle a little until it is there", () =>
  inPieces([atTheEnd, "<p>another</p></div>"], async (page) => assert.deepEqual(await shifts(page), [])));

test("shifts finds the same afterwards", () =>
  inPieces([atTheEnd, "</div>"], async (page) => {
    await page.evaluate(() => audit.painted());
    await page.evaluate(() => document.querySelector("div").insertAdjacentHTML("beforeend", "<p>another</p>"));
    assert.match((await shifts(page)).join("\n"), /moved by itself/);
  }));

test("shifts finds what moves far before a page is there", () => {
  const half = "<p style='block-size: 250px; margin: 0'>half</p>";
  const upwards = "<div style='display: flex; flex-flow: column; justify-content: flex-end; block-size: 560px'>";
  return inPieces([upwards + half, `${half}</div>`], async (page) => {
    assert.match((await shifts(page)).join("\n"), /moved by itself/);
  });
});

test("pagesWithText finds a blank page", () =>
  onPage("<p>text</p><div style='break-before: page; height: 1em'></div>", async (page) => {
    assert.deepEqual(pagesWithText(await page.pdf()), [true, false]);
  }));
