// What is as bad as it may be is shown whole, and what is worse is refused.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { audit } from "./audit.mjs";
import { invalid } from "./checks/nu.mjs";
import { COUNT, unbroken, worstPostings, writeTooLong, writeWorst } from "./hostile.mjs";
import { command } from "./site.mjs";
import { open } from "./visit.mjs";

const folder = await mkdtemp(join(tmpdir(), "career-paths-"));
after(() => rm(folder, { recursive: true }));

const worst = join(folder, "worst");
writeWorst(worst);
const { site, visit } = await open({ data: worst, postings: worstPostings });

/** Where a posting stands, which come after the four of the content. */
const posting = async (at) => new URL((await fetch(`${site.address}/jobs/${5 + at}`)).url).pathname;

const pages = [
  "/",
  "/paths",
  "/paths/estimator",
  "/paths/potter",
  "/paths/clerk",
  "/categories/office",
  "/faq?category=office",
  `/search?q=${unbroken(150)}`,
  "/search?q=clerk",
  "/jobs",
  `/jobs?q=${unbroken(150)}&stage=lead`,
  `/paths/${unbroken(300)}`,
  ...(await Promise.all(Array.from({ length: COUNT }, (_, at) => posting(at)))),
];

audit("the worst that is accepted", visit, pages, [
  { width: 320, colors: true, tab: true },
  { width: 768 },
  { width: 1440, colors: true },
]);

test("its pages are valid HTML", async () => {
  const texts = await Promise.all(pages.map(async (url) => [url, await (await fetch(site.address + url)).text()]));
  assert.deepEqual(invalid(Object.fromEntries(texts)), []);
});

test("texts that are longer are refused, each by name", () => {
  const long = join(folder, "long");
  writeTooLong(long);
  const { status, stdout, stderr } = command(["check", long]);
  assert.equal(status, 1);
  const refused = Array.from((stdout + stderr).matchAll(/estimator\.json:\S+ (\S+): .* longer than .* \[form\]$/gm), ([, name]) => name);
  const level = ["titles[0]", "label", "summary", "responsibilities[0]", "focus", "advance"].map((name) => `levels[0].${name}`);
  const expected = ["name", "tagline", "job_titles[2]", ...level, "faqs[0].question", "faqs[0].answer"];
  assert.deepEqual(refused.toSorted(), expected.toSorted());
});

test("a posting with a longer title is refused, and no other", () => {
  const entries = [301, 300].map((length) => {
    const id = String(length);
    return JSON.stringify({ source: "test", board: "long", native_id: id, title: unbroken(length), company: "Example" });
  });
  const options = ["import", "postings", "--format", "ndjson", "-", "--data", worst, "--database", join(folder, "long.db")];
  const { stdout } = command(options, { input: entries.join("\n") });
  assert.match(stdout, /line 1: has a title of 301 characters[^]*read 2, new 1, .*rejected 1\n$/);
});
