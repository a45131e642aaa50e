// Whole journeys by keyboard alone, each from the link that skips the head of the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { focused, press, tabTo } from "./keys.mjs";
import { ours } from "./postings.mjs";
import { open } from "./visit.mjs";

const { visit } = await open({ postings: ours });

async function skipHead(page) {
  await press(page, "Tab");
  assert.equal(await focused(page), "Skip to the content");
  await press(page, "Enter");
  assert.equal(await page.evaluate(() => document.activeElement.localName), "main");
}

test("from home to the employer", async () => {
  await visit({}, async (page) => {
    await page.goto("/");
    await skipHead(page);
    // The first jumps to the category on the page; its heading leads on.
    await tabTo(page, /^Skilled trades/);
    await press(page, "Enter");
    await tabTo(page, /^Skilled trades/);
    await press(page, "Enter");
    await page.waitForURL("**/categories/trades");
    await skipHead(page);
    await tabTo(page, "Electrician");
    await press(page, "Enter");
    await page.waitForURL("**/paths/electrician");
    await skipHead(page);
    await tabTo(page, /^Journeyman Electrician/);
    await press(page, "Enter");
    await page.waitForURL(/#/);
    // Tab goes on from the rung, not from the link to it: to its skills, and in the end to positions.
    await press(page, "Tab");
    const inRung = await page.evaluate(() => document.querySelector(location.hash).contains(document.activeElement));
    assert.ok(inRung, await focused(page));
    await tabTo(page, "Senior Electrician, Hospitals");
    await press(page, "Enter");
    await page.waitForURL(/\/jobs\/\d+-senior-electrician-hospitals$/);
    await skipHead(page);
    await tabTo(page, "Apply at apply.example.com");
  });
});

test("a search from the first page", async () => {
  await visit({}, async (page) => {
    await page.goto("/");
    await skipHead(page);
    await tabTo(page, "A job title or a skill");
    await page.keyboard.type("machin lerning");
    await press(page, "Enter");
    await page.waitForURL("**/search?q=machin+lerning");
    await skipHead(page);
    await tabTo(page, "Machine Learning Engineer");
    await press(page, "Enter");
    await page.waitForURL("**/paths/machine-learning-engineer");
  });
});

test("a search from the head of another page", async () => {
  await visit({}, async (page) => {
    await page.goto("/skills");
    await tabTo(page, "Paths, skills and open positions");
    await page.keyboard.type("rn");
    await press(page, "Enter");
    await page.waitForURL("**/search?q=rn");
    await skipHead(page);
    await tabTo(page, "Registered Nurse");
    await press(page, "Enter");
    await page.waitForURL("**/paths/registered-nurse");
  });
});

test("pay for another place, a question, and positions narrowed", async () => {
  await visit({ viewport: { width: 1440, height: 900 } }, async (page) => {
    await page.goto("/paths/electrician");
    await skipHead(page);
    await tabTo(page, "Pay in");
    await page.keyboard.type("Oreg");
    await press(page, "Tab", "Enter");
    await page.waitForURL("**/paths/electrician?place=US-OR*");
    await tabTo(page, /^What is the salary range/);
    await press(page, "Enter");
    const open = () => page.evaluate(() => document.activeElement.closest("details").open);
    assert.equal(await open(), true);
    await press(page, "Space");
    assert.equal(await open(), false);

    await page.goto("/jobs");
    await skipHead(page);
    await tabTo(page, /^Electrician/);
    await press(page, "Space");
    await tabTo(page, "Apply filters");
    await press(page, "Enter");
    await page.waitForURL(/path=electrician/);
    await skipHead(page);
    await tabTo(page, "Remove Career path: Electrician");
    await press(page, "Enter");
    await page.waitForURL((url) => !url.search.includes("path="));
  });
});
