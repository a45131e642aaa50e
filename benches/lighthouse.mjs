// Prints what Lighthouse says of every kind of page; called by `benches/lighthouse`.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { errors, pages } from "../tests/browser/pages.mjs";
import { addresses, ours, samples } from "../tests/browser/postings.mjs";
import { start } from "../tests/browser/site.mjs";

const LEAST = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100 };

/** Audits that a page fails because it is what it is. */
const OF_ERRORS = ["http-status-code", "errors-in-console", "is-crawlable"];
const OF_HIDDEN = ["is-crawlable"];

// Without a sandbox, since root has none, and without what a browser asks its maker for at every start.
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

const site = await start({ postings: ours + samples(60) });
const statuses = errors(await addresses(site));
const chrome = await launch({ chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium", chromeFlags: FLAGS });

/** The scores of a page from 0 to 100 by category, and what brought them down. */
async function scores(url) {
  const answer = await fetch(site.address + url);
  const hidden = /<meta name="robots" content="noindex">/.test(await answer.text());
  const skipAudits = statuses.has(url) ? OF_ERRORS : hidden ? OF_HIDDEN : [];
  const options = { port: chrome.port, logLevel: "error", onlyCategories: Object.keys(LEAST), skipAudits, ignoreStatusCode: true };
  const { lhr } = await lighthouse(site.address + url, options);
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const faults = Object.values(lhr.categories).flatMap(({ auditRefs, id, score }) => {
    if (score * 100 >= LEAST[id]) return [];
    const failed = auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score < 1);
    return failed.map((audit) => `${audit.id} ${lhr.audits[audit.id].displayValue ?? ""}`.trim());
  });
  return { values: Object.keys(LEAST).map((id) => Math.round(lhr.categories[id].score * 100)), faults };
}

let below = false;
console.log("| page | performance | accessibility | best practices | SEO |\n|---|---|---|---|---|");
for (const url of await pages(site)) {
  const { values, faults } = await scores(url);
  console.log(`| ${url} | ${values.join(" | ")} |${faults.length > 0 ? ` ${faults.join(", ")}` : ""}`);
  below ||= Object.values(LEAST).some((least, at) => values[at] < least);
}
chrome.kill();
await site.stop();
process.exitCode = below ? 1 : 0;
