// The theme: the system's, or one that the visitor chose, from the first paint on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./visit.mjs";

const { visit } = await open();

const choice = (page, name) => page.getByRole("group", { name: "Theme" }).getByRole("radio", { name });

/** Whether the page is dark, by the colour on which it stands. */
const isDark = (page) => page.evaluate(() => audit.contrast(audit.background(document.body), [0, 0, 0]) < 4);

test("the system's theme is followed until another is chosen, which is kept", async () => {
  await visit({ colorScheme: "light" }, async (page) => {
    await page.goto("/");
    assert.equal(await isDark(page), false);
    assert.ok(await choice(page, "System").isChecked());
    await page.emulateMedia({ colorScheme: "dark" });
    assert.equal(await isDark(page), true);
    await page.emulateMedia({ colorScheme: "light" });

    await choice(page, "Dark").check();
    assert.equal(await isDark(page), true);
    await page.goto("/skills");
    assert.equal(await isDark(page), true);
    assert.ok(await choice(page, "Dark").isChecked());

    await choice(page, "Light").check();
    await page.emulateMedia({ colorScheme: "dark" });
    assert.equal(await isDark(page), false);
    await page.reload();
    assert.equal(await isDark(page), false);

    await choice(page, "System").check();
    await page.reload();
    assert.equal(await isDark(page), true);
    assert.ok(await choice(page, "System").isChecked());
  });
});

test("a chosen theme is there at the first paint", async () => {
  await visit({ colorScheme: "light" }, async (page) => {
    await page.goto("/");
    await choice(page, "Dark").check();
    await page.addInitScript(() => {
      window.painted = new Promise((resolve) => {
        // No frame is drawn before the styles are there, so that the first with a body is the first that is seen.
        const frame = () => {
          if (document.body) resolve(audit.contrast(audit.background(document.body), [0, 0, 0]) < 4);
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      });
    });
    for (const url of ["/", "/paths/electrician"]) {
      await page.goto(url);
      assert.equal(await page.evaluate(() => window.painted), true, url);
    }
  });
});

test("the choice is made by keyboard", async () => {
  await visit({ colorScheme: "light" }, async (page) => {
    await page.goto("/about");
    await choice(page, "System").focus();
    await page.keyboard.press("ArrowRight");
    assert.ok(await choice(page, "Light").isChecked());
    await page.keyboard.press("ArrowRight");
    assert.equal(await isDark(page), true);
  });
});

test("another tab follows", async () => {
  await visit({ colorScheme: "light" }, async (page) => {
    await page.goto("/");
    const other = await page.context().newPage();
    await other.goto("/skills");
    await choice(other, "Dark").check();
    await page.waitForFunction(() => audit.contrast(audit.background(document.body), [0, 0, 0]) < 4);
    assert.ok(await choice(page, "Dark").isChecked());
  });
});

test("without JavaScript, which alone could keep it, no choice is offered", async () => {
  await visit({ javaScriptEnabled: false }, async (page) => {
    await page.goto("/");
    assert.equal(await page.getByRole("radio", { name: "Dark" }).isVisible(), false);
  });
});

test("where storage is forbidden, the system's theme is shown and the choice holds for the page", async () => {
  await visit({ colorScheme: "dark" }, async (page) => {
    await page.addInitScript(() => {
      const refuse = () => {
        throw new DOMException("denied", "SecurityError");
      };
      Object.defineProperty(window, "localStorage", { get: refuse });
    });
    await page.goto("/");
    assert.equal(await isDark(page), true);
    await choice(page, "Light").check();
    assert.equal(await isDark(page), false);
  });
});
