// Suggestions while one types: a combobox after the ARIA Authoring Practices.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./checks/accessible.mjs";
import { sideways } from "./checks/fits.mjs";
import { smallTargets } from "./checks/targets.mjs";
import { press } from "./keys.mjs";
import { open } from "./visit.mjs";

const { visit } = await open();

const head = (page) => page.getByRole("combobox", { name: "Paths, skills and open positions" });

/** The options of the list that a box controls, once they are shown. */
async function options(page, box) {
  const list = page.locator(`[id="${await box.getAttribute("aria-controls")}"]`);
  await list.waitFor();
  assert.equal(await list.getAttribute("role"), "listbox");
  return list.getByRole("option");
}

/** The option to which a box points, or null. */
const active = (box) =>
  box.evaluate((input) => {
    const id = input.getAttribute("aria-activedescendant");
    return id && document.getElementById(id)?.textContent;
  });

for (const [url, name] of [["/", "A job title or a skill"], ["/skills", "Paths, skills and open positions"]]) {
  test(`an option is chosen with arrow keys and Enter: ${name}`, async () => {
    await visit({}, async (page) => {
      await page.goto(url);
      const box = page.getByRole("combobox", { name });
      assert.equal(await box.getAttribute("aria-expanded"), "false");
      await box.pressSequentially("electr");
      const shown = await options(page, box);
      assert.equal(await box.getAttribute("aria-expanded"), "true");
      assert.equal(await active(box), null);
      const texts = await shown.allTextContents();
      assert.ok(texts.length > 2 && texts.some((text) => text.startsWith("Electrician")), texts.join(", "));
      await press(page, "ArrowDown");
      assert.equal(await active(box), texts[0]);
      assert.equal(await shown.first().getAttribute("aria-selected"), "true");
      await press(page, "ArrowDown");
      assert.equal(await active(box), texts[1]);
      assert.equal(await shown.first().getAttribute("aria-selected"), "false");
      await press(page, "ArrowUp", "ArrowUp");
      assert.equal(await active(box), null, "before the first is the box itself");
      await press(page, "ArrowUp");
      assert.equal(await active(box), texts.at(-1), "and before that the last");
      while (!(await active(box))?.startsWith("Electrician")) await press(page, "ArrowDown");
      await press(page, "Enter");
      await page.waitForURL("**/paths/electrician");
    });
  });
}

test("Enter without a choice searches for what was typed, and Escape closes the list", async () => {
  await visit({}, async (page) => {
    await page.goto("/skills");
    const box = head(page);
    await box.pressSequentially("electr");
    const shown = await options(page, box);
    await press(page, "ArrowDown", "Escape");
    await shown.first().waitFor({ state: "hidden" });
    assert.equal(await box.getAttribute("aria-expanded"), "false");
    assert.equal(await active(box), null);
    assert.equal(await box.inputValue(), "electr");
    await press(page, "ArrowDown");
    await shown.first().waitFor();
    await press(page, "Enter");
    await page.waitForURL("**/search?q=electr");
  });
});

test("Home and End move in the text, and choose nothing", async () => {
  await visit({}, async (page) => {
    await page.goto("/skills");
    const box = head(page);
    await box.pressSequentially("electr");
    await options(page, box);
    await press(page, "ArrowDown", "Home");
    assert.equal(await active(box), null);
    assert.equal(await box.evaluate((input) => input.selectionStart), 0);
    await press(page, "ArrowDown", "End");
    assert.equal(await active(box), null);
    assert.equal(await box.evaluate((input) => input.selectionStart), "electr".length);
  });
});

test("a screen reader is told how many there are", async () => {
  await visit({}, async (page) => {
    await page.goto("/skills");
    const box = head(page);
    for (const words of ["electr", "zzzzzz"]) {
      const answered = page.waitForResponse(`**/suggest?q=${words}`);
      await box.fill(words);
      const { suggestions } = await (await answered).json();
      await page.getByRole("status").filter({ hasText: new RegExp(`\\b${suggestions.length}\\b`) }).waitFor();
      assert.equal(await (await options(page, box)).count(), suggestions.length);
    }
    await box.fill("");
    await page.getByRole("listbox").waitFor({ state: "hidden" });
  });
});

test("an option is chosen with the mouse or a finger, and the list goes with the focus", async () => {
  await visit({ viewport: { width: 320, height: 640 }, hasTouch: true }, async (page) => {
    await page.goto("/skills");
    const box = head(page);
    await box.pressSequentially("electr");
    const shown = await options(page, box);
    assert.deepEqual([...(await sideways(page)), ...(await smallTargets(page)), ...(await accessible(page))], []);
    await press(page, "Tab");
    await shown.first().waitFor({ state: "hidden" });
    await box.focus();
    await press(page, "ArrowDown");
    await shown.filter({ hasText: /^Electrician/ }).first().tap();
    await page.waitForURL("**/paths/electrician");
  });
});

test("a slow answer does not replace that to what was typed after", async () => {
  await visit({}, async (page) => {
    await page.route("**/suggest?q=py", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 600));
      await route.continue();
    });
    await page.goto("/skills");
    const box = head(page);
    const slow = page.waitForRequest("**/suggest?q=py");
    await box.pressSequentially("py");
    await slow;
    await box.fill("welder");
    const shown = await options(page, box);
    await shown.filter({ hasText: /^Welder/ }).first().waitFor();
    await page.waitForTimeout(800);
    assert.match((await shown.allTextContents()).join(), /Welder/);
  });
});

test("where the site does not answer, the box goes on searching", async () => {
  const journey = async (page) => {
    await page.route("**/suggest?*", (route) => route.fulfill({ status: 503, body: "" }));
    await page.goto("/skills");
    const answered = page.waitForResponse("**/suggest?*");
    await head(page).pressSequentially("nurse");
    await answered;
    assert.equal(await head(page).getAttribute("aria-expanded"), "false");
    await press(page, "Enter");
    await page.waitForURL("**/search?q=nurse");
  };
  await visit({}, journey, { expected: /503/ });
});
