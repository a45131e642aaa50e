// What visitors do, in a real browser: without JavaScript, at every width, in both themes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { browser, start } from "./site.mjs";

const PAGES = [
  "/",
  "/paths",
  "/search",
  "/search?q=rn",
  "/search?q=machin+lerning",
  "/search?q=technology",
  "/search?q=zzz",
  "/paths/machine-learning-engineer",
  "/paths/registered-nurse",
  "/paths/electrician?place=US-NV",
  "/paths/electrician?place=XX",
  "/categories/technology",
  "/skills",
  "/skills?q=safety&kind=method",
  "/skills/python",
  "/skills/mentoring",
  "/faq",
  "/faq?category=trades&topic=licence",
  "/jobs",
  "/jobs?q=engineer&mode=remote",
  "/jobs?q=zzzz&stage=lead",
  "/jobs/1-staff-machine-learning-engineer-message-security-detection",
  "/companies/vectra",
  "/about",
  "/nowhere",
  "/jobs?page=99",
];

let site, chromium;

before(async () => {
  site = await start();
  chromium = await browser();
});

after(async () => {
  await chromium?.close();
  await site?.stop();
});

/** Opens a tab, does something in it, and fails on anything that the page complained of. */
async function visit(options, journey) {
  const context = await chromium.newContext({ baseURL: site.address, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(site.address)) complaints.push(`asked elsewhere: ${request.url()}`);
  });
  await journey(page);
  const own = (text) => !/status of 40[04]/.test(text);
  assert.deepEqual(complaints.filter(own), []);
  await context.close();
}

test("from home to a position without JavaScript", async () => {
  await visit({ javaScriptEnabled: false }, async (page) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Technology", exact: true }).click();
    await page.getByRole("link", { name: "Machine Learning Engineer", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Machine Learning Engineer Career Path" }).waitFor();
    await page.locator(".ladder").getByRole("link", { name: "Senior ML Engineer" }).click();
    assert.equal(new URL(page.url()).hash, "#senior");
    await page.locator("details").first().locator("summary").click();
    assert.ok(await page.getByText("Key skills for Junior ML Engineer / ML Intern").isVisible());
    await page.getByRole("link", { name: "Senior AI/ML Engineer", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Senior AI/ML Engineer" }).waitFor();
    await page.getByRole("link", { name: "3 Senior Level" }).first().click();
    assert.equal(new URL(page.url()).pathname, "/paths/machine-learning-engineer");
    await page.getByRole("link", { name: "Python", exact: true }).first().click();
    await page.getByRole("heading", { level: 1, name: "Python" }).waitFor();
  });
});

test("a search by keyboard alone, from the skip link on", async () => {
  await visit({}, async (page) => {
    await page.goto("/");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q");
    await page.keyboard.type("machin lerning");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Machine Learning Engineer", exact: true }).click();
    await page.waitForURL("**/paths/machine-learning-engineer");
  });
});

test("the search box in the head of a page without JavaScript, on the smallest screen", async () => {
  await visit({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } }, async (page) => {
    await page.goto("/paths/electrician");
    const box = page.getByRole("searchbox", { name: "Paths, skills and open positions" });
    await box.fill("regstered nurse");
    await box.press("Enter");
    assert.equal(new URL(page.url()).search, "?q=regstered+nurse");
    await page.getByRole("link", { name: "registered nurse", exact: true }).click();
    assert.equal(await page.getByRole("searchbox").inputValue(), "registered nurse");
    assert.equal(await page.locator("main h3 a").first().textContent(), "Registered Nurse");
    await page.locator("main h3 a").first().click();
    assert.equal(new URL(page.url()).pathname, "/paths/registered-nurse");

    await page.goto("/about");
    await box.fill("k8s");
    await page.locator("header").getByRole("button", { name: "Search" }).click();
    await page.getByRole("link", { name: "Kubernetes", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Kubernetes" }).waitFor();

    await page.goto("/skills");
    await box.fill("zzz 🚀");
    await box.press("Enter");
    await page.locator("main").getByText("No path and no skill is called").waitFor();
    await page.locator("main").getByRole("link", { name: /^Healthcare/ }).click();
    assert.equal(new URL(page.url()).pathname, "/categories/healthcare");
  });
});

test("from the search box in the head to the first answer by keyboard alone", async () => {
  await visit({}, async (page) => {
    await page.goto("/skills");
    const press = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    // The skip link, the site's name, the box.
    await press("Tab", "Tab", "Tab");
    await page.keyboard.type("rn");
    await press("Enter");
    await page.waitForURL("**/search?q=rn");
    // Past the head to the box of the page, its button, and the first answer.
    await press("Tab", "Enter", "Tab", "Tab", "Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Registered Nurse");
    await press("Enter");
    await page.waitForURL("**/paths/registered-nurse");
  });
});

test("pay for another place, a skill and a question without JavaScript", async () => {
  await visit({ javaScriptEnabled: false }, async (page) => {
    await page.goto("/paths/electrician");
    const band = page.locator(".ladder .pay b").first();
    const national = await band.textContent();
    await page.getByLabel("Pay in").selectOption("Oregon");
    await page.getByRole("button", { name: "Show" }).click();
    assert.equal(new URL(page.url()).search, "?place=US-OR");
    assert.notEqual(await band.textContent(), national);
    assert.equal(await page.getByLabel("Pay in").inputValue(), "US-OR");
    await page.locator("#apprentice .note").last().getByText("Oregon").waitFor();
    await page.locator(".areas a").first().click();
    assert.match(page.url(), /place=US-[A-Z]{2}#ladder$/);

    await page.goto("/skills");
    await page.getByLabel("Words in a skill").fill("conduit");
    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByRole("link", { name: "Conduit Bending" }).click();
    await page.getByRole("row").filter({ hasText: "Electrician" }).first().waitFor();

    await page.goto("/faq");
    await page.getByLabel("Topic").selectOption("Licenses and exams");
    await page.getByLabel("Category").selectOption("Skilled trades");
    await page.locator("main").getByRole("button", { name: "Search" }).click();
    await page.getByText("What licenses does an electrician need").click();
    await page.getByRole("link", { name: "Electrician career path" }).first().click();
    assert.match(new URL(page.url()).hash, /^#faq-what-licenses/);
    assert.ok(await page.getByText("There is no national license").isVisible(), "the question stands open");
  });
});

test("a wrong address leads on", async () => {
  await visit({ javaScriptEnabled: false }, async (page) => {
    await page.goto("/paths/electricain");
    await page.locator("main").getByRole("link", { name: "Electrician" }).first().click();
    await page.waitForURL("**/paths/electrician");
  });
});

for (const width of [320, 768, 1440]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`every kind of page at ${width} px in ${colorScheme}: fits, is accessible, does not complain`, async () => {
      for (const url of PAGES) {
        // The policy of the pages forbids scripts of others, so that the audit has to go around it.
        await visit({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true }, async (page) => {
          await page.goto(url);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(overflow <= 0, `${url} is ${overflow} px too wide`);
          await page.evaluate(axe.source);
          const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
          const { violations } = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), tags);
          const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 5).map((node) => node.html).join(" | ")}`);
          assert.deepEqual(told, [], url);
        });
      }
    });
  }
}

test("the policy of the pages lets no script run that is not ours", async () => {
  const context = await chromium.newContext({ baseURL: site.address });
  const page = await context.newPage();
  await page.goto("/");
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    return window.ran === true;
  });
  assert.equal(ran, false);
  await context.close();
});

test("positions are narrowed with filters, and widened by taking them off", async () => {
  for (const [width, javaScriptEnabled] of [[390, false], [1440, true]]) {
    await visit({ viewport: { width, height: 900 }, javaScriptEnabled }, async (page) => {
      await page.goto("/jobs");
      assert.match(await page.locator("#results").innerText(), /^5 positions/);
      if (width < 960) await page.locator(".drawer > summary").click();
      await page.getByRole("checkbox", { name: /^Machine Learning Engineer/ }).check();
      await page.getByRole("button", { name: "Apply filters" }).click();
      await page.waitForURL(/path=machine-learning-engineer/);
      assert.match(await page.locator("#results").innerText(), /^2 positions/);
      await page.getByLabel("Words").fill("security -nobody");
      await page.getByRole("button", { name: "Search" }).click();
      await page.waitForURL(/q=security/);
      assert.match(await page.locator("#results").innerText(), /^1 position$/);
      await page.getByRole("link", { name: "Remove Career path: Machine Learning Engineer" }).click();
      assert.doesNotMatch(page.url(), /path=/);
      await page.goto("/jobs?q=zzzz&stage=lead");
      await page.getByRole("link", { name: "all of it" }).click();
      assert.match(await page.locator("#results").innerText(), /^5 positions/);
    });
  }
});
