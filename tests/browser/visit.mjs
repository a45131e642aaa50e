// A visit: a tab of its own in which something is done, and which must not complain of anything.
import assert from "node:assert/strict";
import { after } from "node:test";
import { install } from "./checks/in-page.mjs";
import { browser, start } from "./site.mjs";

/** Starts a site and a browser for the tests of a file, and stops both after them. */
export async function open(content) {
  const [site, chromium] = await Promise.all([start(content), browser()]);
  after(async () => {
    await chromium.close();
    await site.stop();
  });
  /** Opens a tab, does something in it, and fails on anything unexpected that the page complained of. */
  const visit = async (options, journey, { expected } = {}) => {
    const context = await chromium.newContext({ baseURL: site.address, ...options });
    await context.addInitScript(install);
    const page = await context.newPage();
    const complaints = listen(page, site);
    try {
      await journey(page);
      assert.deepEqual(complaints.filter((complaint) => !expected?.test(complaint)), []);
    } finally {
      await context.close();
    }
  };
  return { site, chromium, visit };
}

/** Gathers what a page writes to its console, throws, asks for in vain, and asks of others. */
function listen(page, site) {
  const complaints = [];
  // A page of an error is told of on the console as a resource that failed; that is no fault.
  const visited = new Set();
  page.on("request", (request) => {
    if (request.isNavigationRequest()) visited.add(request.url());
    if (!request.url().startsWith(site.address)) complaints.push(`asked elsewhere: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !visited.has(response.url())) complaints.push(`${response.status()}: ${response.url()}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // Given up because something newer was asked for.
    if (why !== "net::ERR_ABORTED") complaints.push(`${why}: ${request.url()}`);
  });
  page.on("console", (message) => {
    const failed = /^Failed to load resource/.test(message.text());
    if (!failed || !visited.has(message.location().url)) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return complaints;
}
