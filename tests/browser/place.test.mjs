// Pay for another place, and the filters of skills and questions, with and without JavaScript.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./visit.mjs";

const { visit } = await open();

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  test(`pay for another place, ${how}`, async () => {
    await visit({ javaScriptEnabled }, async (page) => {
      await page.goto("/paths/electrician");
      const ladder = page.getByRole("region", { name: "Career Ladder" });
      const figures = async () => (await ladder.getByRole("list").first().innerText()).match(/\$\d+K/g);
      const national = await figures();
      await ladder.getByLabel("Pay in").selectOption("Oregon");
      await ladder.getByRole("button", { name: "Show" }).click();
      await page.waitForURL("**/paths/electrician?place=US-OR*");
      assert.notDeepEqual(await figures(), national);
      assert.equal(await ladder.getByLabel("Pay in").inputValue(), "US-OR");
      await page.getByRole("region", { name: "Every level in full" }).getByText("Oregon").first().waitFor();
      const wages = page.getByRole("region", { name: "What the wage statistics say" });
      await wages.getByRole("list").first().getByRole("link").first().click();
      await page.waitForURL(/place=US-[A-Z]{2}#ladder$/);
    });
  });

  test(`a skill found by a word of it, ${how}`, async () => {
    await visit({ javaScriptEnabled }, async (page) => {
      await page.goto("/skills");
      await page.getByLabel("Words in a skill").fill("conduit");
      await page.getByRole("button", { name: "Filter" }).click();
      await page.getByRole("link", { name: "Conduit Bending" }).click();
      await page.getByRole("row").filter({ hasText: "Electrician" }).first().waitFor();
    });
  });

  test(`a question found by topic and category, ${how}`, async () => {
    await visit({ javaScriptEnabled }, async (page) => {
      await page.goto("/faq");
      await page.getByLabel("Topic").selectOption("Licenses and exams");
      await page.getByLabel("Category").selectOption("Skilled trades");
      await page.getByRole("main").getByRole("button", { name: "Search" }).click();
      await page.getByText("What licenses does an electrician need").click();
      await page.getByRole("link", { name: "Electrician career path" }).first().click();
      await page.waitForURL(/#faq-what-licenses/);
      assert.ok(await page.getByText("There is no national license").isVisible(), "the question stands open");
    });
  });
}
