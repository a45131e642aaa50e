// Searching with one box on every page: words, other names, typing errors, nothing at all.
import assert from "node:assert/strict";
import { test } from "node:test";
import { samples } from "./postings.mjs";
import { open } from "./visit.mjs";

const { visit } = await open({ postings: samples(60) });

/** The box in the head of a page. */
const head = (page) => page.getByLabel("Paths, skills and open positions");

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  test(`words lead to paths, skills and positions, ${how}`, async () => {
    await visit({ javaScriptEnabled }, async (page) => {
      await page.goto("/");
      await page.getByLabel("A job title or a skill").fill("python");
      await page.getByRole("main").getByRole("button", { name: "Search" }).click();
      await page.waitForURL("**/search?q=python");
      await page.getByRole("region", { name: "Skills" }).getByRole("link", { name: "Python", exact: true }).waitFor();
      await page.getByRole("region", { name: "Open positions" }).getByRole("link", { name: /^All/ }).click();
      await page.waitForURL("**/jobs?q=python");
      assert.equal(await page.getByLabel("Words").inputValue(), "python");
    });
  });

  test(`a typing error is put right, on the smallest screen, ${how}`, async () => {
    await visit({ javaScriptEnabled, viewport: { width: 320, height: 640 } }, async (page) => {
      await page.goto("/paths/electrician");
      await head(page).fill("regstered nurse");
      await head(page).press("Enter");
      await page.waitForURL("**/search?q=regstered+nurse");
      await page.getByRole("link", { name: "registered nurse", exact: true }).click();
      await page.waitForURL("**/search?q=registered+nurse");
      const found = page.getByRole("main").getByRole("heading", { level: 3 }).first().getByRole("link");
      assert.equal(await found.textContent(), "Registered Nurse");
      await found.click();
      await page.waitForURL("**/paths/registered-nurse");
    });
  });

  test(`another name of a skill finds it, ${how}`, async () => {
    await visit({ javaScriptEnabled }, async (page) => {
      await page.goto("/about");
      await head(page).fill("k8s");
      await page.getByRole("banner").getByRole("button", { name: "Search" }).click();
      await page.getByRole("main").getByRole("link", { name: "Kubernetes", exact: true }).click();
      await page.getByRole("heading", { level: 1, name: "Kubernetes" }).waitFor();
    });
  });

  test(`where nothing is found, the page leads on, ${how}`, async () => {
    await visit({ javaScriptEnabled }, async (page) => {
      await page.goto("/skills");
      await head(page).fill("zzz 🚀");
      await head(page).press("Enter");
      await page.getByText("No path and no skill is called").waitFor();
      await page.getByRole("main").getByRole("link", { name: /^Healthcare/ }).click();
      await page.waitForURL("**/categories/healthcare");
    });
  });
}
