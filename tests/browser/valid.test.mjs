// Whether HTML, CSS and pictures are what the standards say, and pages have the status that they should.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { invalid } from "./checks/nu.mjs";
import { errors, pages } from "./pages.mjs";
import { addresses, ours, samples } from "./postings.mjs";
import { root, start } from "./site.mjs";

const site = await start({ postings: ours + samples(60) });
after(() => site.stop());

test("every kind of page is valid HTML, with its status", async () => {
  const statuses = errors(await addresses(site));
  const texts = {};
  for (const url of await pages(site)) {
    const answer = await fetch(site.address + url);
    assert.equal(answer.status, statuses.get(url) ?? 200, url);
    texts[url] = await answer.text();
  }
  const answer = await fetch(`${site.address}/paths`, { method: "POST" });
  assert.equal(answer.status, 405);
  texts["POST /paths"] = await answer.text();
  assert.deepEqual(invalid(texts), []);
});

test("styles and pictures are valid", async () => {
  const folder = join(root, "static");
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(css|svg)$/.test(name));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  assert.deepEqual(invalid(Object.fromEntries(names.map((name, at) => [name, texts[at]]))), []);
});

test("the checker would say what is wrong", () => {
  const files = { "/a": "<!doctype html><p>", "b.css": "p { colour: red }", "c.svg": "<svg xmlns='http://www.w3.org/2000/svg'><b/></svg>" };
  const found = invalid(files).join("\n");
  for (const name of Object.keys(files)) assert.match(found, new RegExp(`^${name},`, "m"));
});
