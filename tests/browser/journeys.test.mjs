// From the first page to an employer's own, with and without JavaScript.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ours } from "./postings.mjs";
import { open } from "./visit.mjs";

const { visit } = await open({ postings: ours });

const path = (page) => new URL(page.url()).pathname;

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  test(`from home by category, path, rung and position to the employer, ${how}`, async () => {
    await visit({ javaScriptEnabled, reducedMotion: "reduce" }, async (page) => {
      await page.goto("/");
      // The first jumps to the category on the page; its heading leads on.
      await page.getByRole("heading", { name: "Skilled trades" }).getByRole("link").click();
      await page.getByRole("heading", { level: 1, name: "Skilled trades" }).waitFor();
      await page.getByRole("link", { name: "Electrician", exact: true }).first().click();
      await page.getByRole("heading", { level: 1, name: "Electrician Career Path" }).waitFor();

      const ladder = page.getByRole("region", { name: "Career Ladder" });
      await ladder.getByRole("link", { name: /^Journeyman Electrician/ }).click();
      const { hash } = new URL(page.url());
      const rung = page.locator(hash);
      await rung.getByRole("heading", { level: 3, name: /^Journeyman Electrician/ }).waitFor();
      assert.ok(await rung.evaluate((item) => item.getBoundingClientRect().top < innerHeight), "the rung is on the screen");

      await page.getByRole("link", { name: "Senior Electrician, Hospitals" }).first().click();
      await page.getByRole("heading", { level: 1, name: "Senior Electrician, Hospitals" }).waitFor();
      const apply = page.getByRole("link", { name: "Apply at apply.example.com" });
      assert.equal(await apply.first().getAttribute("href"), "https://apply.example.com/senior?from=feed");
      assert.match(await apply.first().getAttribute("rel"), /noopener/);

      // And back to the path on which it stands.
      await page.getByRole("region", { name: "Where it stands" }).getByRole("link").first().click();
      assert.equal(path(page), "/paths/electrician");
    });
  });

  test(`a position that no one can apply for says so, ${how}`, async () => {
    await visit({ javaScriptEnabled }, async (page) => {
      const apply = page.getByRole("link", { name: /^Apply/ });
      await page.goto("/companies/example-works");
      await page.getByRole("link", { name: "Electrician", exact: true }).click();
      await page.getByText("Its source gave no link to apply.").waitFor();
      assert.equal(await apply.count(), 0);
      for (const fact of ["Pay", "Place", "Work", "Employment", "Posted"]) {
        const value = page.locator("dl > div").filter({ has: page.getByText(fact, { exact: true }) });
        assert.match(await value.first().innerText(), /not stated/, fact);
      }
    });
  });

  test(`a question of a path, a skill that it needs and a related path, ${how}`, async () => {
    await visit({ javaScriptEnabled }, async (page) => {
      await page.goto("/paths/machine-learning-engineer");
      const question = page.getByRole("region", { name: "Frequently Asked Questions" }).locator("details").first();
      const answer = question.locator("p").first();
      assert.equal(await answer.isVisible(), false);
      await question.locator("summary").click();
      assert.ok(await answer.isVisible());
      await page.getByRole("region", { name: "Every level in full" }).getByRole("link", { name: "Python", exact: true }).first().click();
      await page.getByRole("heading", { level: 1, name: "Python" }).waitFor();
      await page.getByRole("link", { name: "Machine Learning Engineer", exact: true }).first().click();
      await page.getByRole("region", { name: "Related Career Paths" }).getByRole("heading").getByRole("link").first().click();
      assert.match(path(page), /^\/paths\/[a-z-]+$/);
      assert.notEqual(path(page), "/paths/machine-learning-engineer");
    });
  });

  test(`a wrong address leads on, ${how}`, async () => {
    await visit({ javaScriptEnabled }, async (page) => {
      await page.goto("/paths/electricain");
      await page.getByRole("main").getByRole("link", { name: "Electrician" }).first().click();
      await page.waitForURL("**/paths/electrician");
    });
  });
}

test("a closed position says so, offers others and no link to apply", async () => {
  await visit({ javaScriptEnabled: false }, async (page) => {
    const closed = page.getByText("This position is closed");
    await page.goto("/companies/example-works");
    assert.equal(await page.getByRole("link", { name: "Electrician, Street Lights" }).count(), 0);
    const first = await page.getByRole("link", { name: "Electrician", exact: true }).getAttribute("href");
    // Numbered in the order in which they came in.
    await page.goto(`/jobs/${Number(first.match(/\d+/)[0]) + 1}`);
    await closed.waitFor();
    assert.equal(await page.getByRole("link", { name: /^Apply/ }).count(), 0);
    await page.getByRole("region", { name: "Similar open positions" }).getByRole("link").first().click();
    await page.getByRole("main").waitFor();
    assert.equal(await closed.count(), 0);
  });
});

test("the policy of the pages lets no script run that is not ours", async () => {
  const refusal = /Content Security Policy/;
  const journey = async (page) => {
    const refused = page.waitForEvent("console", { predicate: (message) => refusal.test(message.text()) });
    await page.goto("/");
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
      return window.ran === true;
    });
    assert.equal(ran, false);
    await refused;
  };
  await visit({}, journey, { expected: refusal });
});
