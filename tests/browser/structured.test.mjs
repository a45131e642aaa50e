// What pages say of themselves to machines, held against the vocabulary of schema.org by the compiler (every
// type, every property, every value of it) and against the rules of Google's rich results by a validator.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import Validator from "@adobe/structured-data-validator";
import ts from "typescript";
import { start } from "./site.mjs";

const PAGES = [
  "/",
  "/paths",
  "/paths/machine-learning-engineer",
  "/paths/registered-nurse",
  "/paths/electrician?place=US-NV",
  "/categories/technology",
  "/skills",
  "/skills?kind=tool",
  "/skills/python",
  "/faq",
  "/search?q=rn",
  "/jobs",
  "/jobs?q=engineer",
  "/companies/vectra",
  "/about",
  "/privacy",
];

const austin = { raw: "Austin, TX", city: "Austin", region: "Texas", country: "US" };
const paris = { raw: "Paris", city: "Paris", country: "FR" };
const usd = { currency: "USD", period: "year" };
const POSITIONS = {
  plain: { pay: [{ min: 50000, max: 65000, ...usd }], valid_through: "2090-01-31T17:00:00-06:00" },
  day: { valid_through: "2090-01-31", pay: [{ min: 17.5, max: 17.5, currency: "USD", period: "hour" }] },
  bare: { employment_type: undefined, work_mode: undefined, apply_url: undefined },
  several: { places: [austin, paris], pay: [{ min: 50000, ...usd }, { max: 70000, ...usd }] },
  remote: { work_mode: "remote", places: [{ raw: "Remote, US", country: "US" }, { raw: "Canada", country: "CA" }] },
  city: { work_mode: "remote", places: [austin], posted_at: "2026-11-01T08:00:00Z" },
  hostile: { title: "Potter </script><script>alert(1)</script>", company: "Clay </script> Works" },
};

let site;
const documents = [];

before(async () => {
  const lines = Object.entries(POSITIONS).map(([id, fields]) =>
    JSON.stringify({
      source: "example",
      board: "b",
      native_id: id,
      title: "Potter",
      company: "Clay Works",
      places: [austin],
      work_mode: "on_site",
      employment_type: "full_time",
      posted_at: "2026-11-01",
      apply_url: `https://jobs.example.com/${id}`,
      description_html: `<p>Throw the clay of ${id}.</p>`,
      ...fields,
    }),
  );
  site = await start({ postings: lines.join("\n") });
  const urls = await positions(lines.length);
  for (const url of [...PAGES, ...urls]) {
    const html = await (await fetch(site.address + url)).text();
    for (const [, json] of html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)) {
      documents.push({ url, thing: JSON.parse(json) });
    }
  }
});

after(() => site?.stop());

/** The pages of the positions that were brought in, once the running site has taken them up. */
async function positions(count) {
  for (let tries = 0; tries < 100; tries++) {
    const feed = await (await fetch(`${site.address}/jobs.atom?q=potter`)).text();
    const urls = [...feed.matchAll(/<link rel="alternate" type="text\/html" href="[^"]*?(\/jobs\/[^"?]+)"/g)];
    if (urls.length === count) return urls.map(([, url]) => url);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the positions never came up");
}

/** A thing and all things in it. */
function* nodes(value) {
  if (Array.isArray(value)) for (const one of value) yield* nodes(one);
  else if (value && typeof value === "object") {
    yield value;
    for (const field of Object.values(value)) yield* nodes(field);
  }
}

/** What the compiler has against things, each taken as what it says that it is. */
function faults(things) {
  const name = fileURLToPath(new URL("./things.ts", import.meta.url));
  const lines = things.map(({ "@context": _, ...thing }, at) => {
    assert.match(thing["@type"], /^[A-Z][A-Za-z]+$/);
    return `const thing${at}: schema.${thing["@type"]} = ${JSON.stringify(thing)};`;
  });
  const text = `import type * as schema from "schema-dts";\n${lines.join("\n")}\n`;
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (file, ...rest) =>
    file === name ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2022) : getSourceFile(file, ...rest);
  host.fileExists = (file) => file === name || fileExists(file);
  host.readFile = (file) => (file === name ? text : readFile(file));
  const program = ts.createProgram([name], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file && ts.getLineAndCharacterOfPosition(file, start).line;
    return `${ts.flattenDiagnosticMessageText(messageText, "\n")}\n${line ? lines[line - 1] : ""}`;
  });
}

test("every type, property and value is one of schema.org", () => {
  const distinct = new Map();
  for (const { thing } of documents) for (const node of nodes(thing)) distinct.set(JSON.stringify(node), node);
  const kinds = new Set([...distinct.values()].map((node) => node["@type"]));
  for (const kind of ["BreadcrumbList", "WebSite", "ItemList", "Occupation", "FAQPage", "DefinedTerm", "JobPosting"]) {
    assert.ok(kinds.has(kind), `no page has a ${kind}`);
  }
  // Hundreds of skills and questions are of one form; some of each kind stand for all.
  const few = new Map();
  const some = [...distinct.values()].filter((node) => {
    const form = `${node["@type"]} ${Object.keys(node).sort()}`;
    few.set(form, (few.get(form) ?? 0) + 1);
    return few.get(form) <= 5;
  });
  assert.deepEqual(faults(some), []);
});

test("the compiler finds what is none of schema.org", () => {
  for (const wrong of [
    { "@type": "Occupation", name: "Potter", pay: 1 },
    { "@type": "Occupation", name: "Potter", estimatedSalary: { "@type": "Place" } },
    { "@type": "MonetaryAmountDistribution", percentile20: 1 },
    { "@type": "QuantitativeValue", minValue: "much" },
    { "@type": "OccupationAggregation", name: "Potter" },
  ]) {
    assert.notDeepEqual(faults([wrong]), [], JSON.stringify(wrong));
  }
});

/** What the validator has against the things of a page; that something optional is missing is none of it. */
async function complaints(things) {
  const jsonld = {};
  // The validator knows no position with several places, which are allowed; it is shown each.
  const places = ({ jobLocation, ...rest }) => jobLocation.map((place) => ({ ...rest, jobLocation: place }));
  const split = things.flatMap((thing) => (Array.isArray(thing.jobLocation) ? places(thing) : [thing]));
  for (const thing of split) (jsonld[thing["@type"]] ??= []).push(structuredClone(thing));
  const issues = await new Validator().validate({ jsonld });
  const told = issues.filter(({ severity, issueMessage }) => severity === "ERROR" || !/\(optional\)$/.test(issueMessage));
  // With a place applicants are taken to be of its country (Google Search Central, JobPosting).
  const asked = told.filter(
    ({ issueMessage }) => !(issueMessage.includes('"applicantLocationRequirements"') && things.every((t) => t.jobLocation)),
  );
  return asked.map(({ rootType, issueMessage }) => `${rootType}: ${issueMessage}`);
}

test("every page meets the rules of rich results", async () => {
  for (const { url, thing } of documents) assert.deepEqual(await complaints([thing]), [], url);
  const posting = documents.find(({ thing }) => thing["@type"] === "JobPosting").thing;
  for (const field of ["title", "description", "datePosted", "hiringOrganization"]) {
    assert.notDeepEqual(await complaints([{ ...posting, [field]: undefined }]), [], field);
  }
});

test("a position is told once, on its own page", () => {
  const told = documents.filter(({ thing }) => JSON.stringify(thing).includes('"JobPosting"'));
  assert.equal(told.length, Object.keys(POSITIONS).length);
  assert.ok(told.every(({ url }) => /^\/jobs\/\d+-/.test(url)));
  assert.equal(new Set(told.map(({ url }) => url)).size, told.length);
});
