// Positions narrowed with filters, and widened by taking them off; on phones in a drawer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./checks/accessible.mjs";
import { unseenFocus } from "./checks/focus.mjs";
import { smallTargets } from "./checks/targets.mjs";
import { press } from "./keys.mjs";
import { ours, samples } from "./postings.mjs";
import { open } from "./visit.mjs";

const { visit } = await open({ postings: ours + samples(60) });

const PHONE = { width: 390, height: 800 };
const DESK = { width: 1440, height: 900 };

/** How many positions the page says it has found. */
async function found(page) {
  const heading = page.getByRole("heading", { level: 2, name: /^[\d,]+ positions?/ });
  return parseInt((await heading.innerText()).replace(",", ""), 10);
}

/** What opens the drawer: a button, or the summary of what is unfolded without a script. */
const opener = (page) => page.locator("button, summary").filter({ hasText: /^Filters/, visible: true });

for (const [viewport, javaScriptEnabled] of [[PHONE, false], [PHONE, true], [DESK, false], [DESK, true]]) {
  const how = `${viewport.width} px, ${javaScriptEnabled ? "with" : "without"} JavaScript`;

  test(`filters are set and taken off: ${how}`, async () => {
    await visit({ viewport, javaScriptEnabled }, async (page) => {
      await page.goto("/jobs");
      const all = await found(page);
      const check = async (group, name) => {
        if (viewport === PHONE) await opener(page).click();
        const label = page.getByRole("group", { name: group }).locator("label").filter({ hasText: name });
        const count = parseInt((await label.innerText()).match(/[\d,]+$/)[0].replace(",", ""), 10);
        await label.getByRole("checkbox").check();
        await page.getByRole("button", { name: "Apply filters" }).click();
        return count;
      };
      const electricians = await check("Career path", /^\s*Electrician/);
      await page.waitForURL(/path=electrician/);
      assert.equal(await found(page), electricians, "the count beside a value is what it gives");
      assert.ok(electricians < all);
      const senior = await check("Level", /^\s*Senior/);
      await page.waitForURL(/path=electrician&stage=senior/);
      assert.equal(await found(page), senior);

      await page.getByLabel("Words").fill("hospital -nobody");
      await page.getByRole("search").last().getByRole("button", { name: "Search" }).click();
      await page.waitForURL(/q=hospital/);
      assert.match(page.url(), /path=electrician/, "a search keeps the filters");
      await page.getByRole("link", { name: "Senior Electrician, Hospitals" }).waitFor();
      await page.getByRole("link", { name: "Remove Level: Senior level" }).click();
      assert.doesNotMatch(page.url(), /stage=/);
      await page.getByRole("link", { name: "Remove all filters" }).click();
      assert.doesNotMatch(page.url(), /path=/);

      await page.goto("/jobs?q=zzzz&stage=lead");
      await page.getByRole("link", { name: "all of it" }).click();
      assert.equal(await found(page), all);
    });
  });
}

test("the drawer of filters is a dialog on phones: focus goes in, stays in, and comes back", async () => {
  await visit({ viewport: PHONE, reducedMotion: "reduce" }, async (page) => {
    await page.goto("/jobs");
    const dialog = page.getByRole("dialog", { name: "Filters" });
    assert.equal(await dialog.isVisible(), false);
    await opener(page).focus();
    await press(page, "Enter");
    await dialog.waitFor();
    const inside = () => page.evaluate(() => document.querySelector("dialog:modal")?.contains(document.activeElement));
    assert.ok(await inside(), "the focus goes in");
    const faults = [...(await accessible(page)), ...(await smallTargets(page)), ...(await unseenFocus(page))];
    assert.deepEqual(faults, []);
    for (let presses = 0; presses < 80; presses++) {
      await press(page, "Tab");
      // Between its last stop and its first the focus may be with the browser itself, then it is on the body.
      const where = await page.evaluate(() => document.activeElement.localName);
      assert.ok((await inside()) || where === "body", `the focus left the dialog for ${where}`);
    }
    await press(page, "Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.ok(await opener(page).evaluate((element) => element === document.activeElement), "the focus comes back");
  });
});
