// Prints what Lighthouse says of every kind of page; called by `benches/lighthouse`.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { errors, pages } from "../tests/browser/pages.mjs";
import { addresses, ours, samples } from "../tests/browser/postings.mjs";
import { start } from "../tests/browser/site.mjs";

const LEAST = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100 };

/** Audits of what matters only where search engines list a page: on those that they are told to leave out. */
const OF_HIDDEN = ["is-crawlable", "meta-description"];

/** Audits that the page of an error fails because it is one. */
const OF_ERRORS = [...OF_HIDDEN, "http-status-code", "errors-in-console"];

// Without a sandbox, since root has none, and without what a browser asks its maker for at every start.
const FLAGS = ["background-networking", "component-update", "gpu", "sync"].map((what) => `--disable-${what}`);
FLAGS.push("--headless=new", "--no-sandbox", "--no-first-run");

/** Times that a page is tried before giving up: Chromium loses a recording now and then. */
const TRIES = 3;

/** What Lighthouse says of an address. */
async function report(url, options) {
  for (let tries = 1; ; tries++) {
    const { lhr } = await lighthouse(url, options);
    if (!lhr.runtimeError) return lhr;
    if (tries === TRIES) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  }
}

/** The scores of a page from 0 to 100 by category, and what brought them down. */
async function scores(url, { port, isError }) {
  const answer = await fetch(url);
  const hidden = answer.headers.get("x-robots-tag") === "noindex" || /<meta name="robots" content="noindex">/.test(await answer.text());
  const skipAudits = isError ? OF_ERRORS : hidden ? OF_HIDDEN : [];
  const onlyCategories = Object.keys(LEAST);
  const lhr = await report(url, { port, logLevel: "error", onlyCategories, skipAudits, ignoreStatusCode: true });
  const faults = Object.values(lhr.categories).flatMap(({ auditRefs, id, score }) => {
    if (score * 100 >= LEAST[id]) return [];
    const failed = auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score < 1);
    return failed.map((audit) => `${audit.id} ${lhr.audits[audit.id].displayValue ?? ""}`.trim());
  });
  return { values: onlyCategories.map((id) => Math.round(lhr.categories[id].score * 100)), faults };
}

const site = await start({ postings: ours + samples(60) });
const chrome = await launch({ chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium", chromeFlags: FLAGS });
try {
  const statuses = errors(await addresses(site));
  console.log("| page | performance | accessibility | best practices | SEO |\n|---|---|---|---|---|");
  for (const url of await pages(site)) {
    const { values, faults } = await scores(site.address + url, { port: chrome.port, isError: statuses.has(url) });
    console.log(`| ${url} | ${values.join(" | ")} |${faults.length > 0 ? ` ${faults.join(", ")}` : ""}`);
    if (Object.values(LEAST).some((least, at) => values[at] < least)) process.exitCode = 1;
  }
} finally {
  chrome.kill();
  await site.stop();
}
