// The link of a page, copied with a button.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addresses, ours } from "./postings.mjs";
import { open } from "./visit.mjs";

const { site, visit } = await open({ postings: ours });
const posting = await addresses(site);

const button = (page) => page.getByRole("button", { name: "Copy link" });

for (const url of ["/paths/electrician", posting.open]) {
  test(`copied: ${url}`, async () => {
    await visit({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
      await page.goto(url);
      await button(page).click();
      await page.getByRole("status").filter({ hasText: /copied/i }).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), site.address + url);
      // The button says so too, and then offers it again.
      await page.getByRole("button", { name: /copied/i }).waitFor();
      await button(page).waitFor();
    });
  });
}

test("the link of a page for another place keeps the place", async () => {
  await visit({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await page.goto("/paths/electrician?place=US-OR");
    await button(page).click();
    await page.getByRole("status").filter({ hasText: /copied/i }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${site.address}/paths/electrician?place=US-OR`);
  });
});

test("where the clipboard is forbidden, nothing is said to be copied", async () => {
  await visit({}, async (page) => {
    await page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException("denied", "NotAllowedError"));
    });
    await page.goto("/paths/electrician");
    await button(page).click();
    await page.waitForTimeout(300);
    assert.equal(await page.getByText(/^Link copied/).count(), 0);
  });
});

test("without JavaScript no button is offered", async () => {
  await visit({ javaScriptEnabled: false }, async (page) => {
    await page.goto("/paths/electrician");
    assert.equal(await button(page).isVisible(), false);
  });
});
