// Open positions of fictitious employers, one of every kind that has a look of its own.
import { command } from "./site.mjs";

/** The day so many days ago, as 2026-11-25. */
function daysAgo(days) {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

const sentences = "<p>You pull cable, set panels and prove each circuit before it is closed.</p>".repeat(8);

const long = [
  "<h2>The work</h2>",
  "<p>You rewire old houses room by room while people live in them, and leave each room working at night.</p>".repeat(60),
  "<h3>What you bring</h3><ul>",
  "<li>A journeyman license, and patience with plaster <b>and</b> with owners</li>".repeat(40),
  "</ul><table><tr><th>Shift</th><th>Hours</th><th>Crew</th></tr>",
  "<tr><td>Early</td><td>06:00 to 14:00</td><td>Four electricians and an apprentice</td></tr>".repeat(10),
  "</table>",
  `<p>${"Donaudampfschifffahrtselektrizitäten".repeat(6)}</p>`,
  '<p>Read <a href="https://www.example.com/how-we-work">how we work</a>.</p>',
].join("");

/** What differs from posting to posting; ids of the site follow this order. */
const kinds = {
  open: {
    title: "Senior Electrician, Hospitals",
    apply_url: "https://apply.example.com/senior?from=feed",
    url: "https://jobs.example.com/senior",
    description_html: `<p>Keep the power of a hospital up.</p>${sentences}`,
    places: [{ raw: "Portland, Oregon", city: "Portland", region: "Oregon", country: "US" }],
    pay: [{ min: 98000, max: 121000, currency: "USD", period: "year", raw: "$98,000 to $121,000" }],
    work_mode: "on_site",
    employment_type: "full_time",
    posted_at: daysAgo(3),
    valid_through: daysAgo(-60),
  },
  long: {
    title: "Electrician, Old Houses",
    apply_url: "https://apply.example.com/old-houses",
    description_html: long,
    places: [
      { raw: "Salem, Oregon", city: "Salem", region: "Oregon", country: "US" },
      { raw: "Remote (United States)", country: "US" },
    ],
    pay: [
      { min: 31.5, max: 44, currency: "USD", period: "hour", raw: "$31.50 to $44 an hour, by license" },
      { min: 400, currency: "USD", period: "week" },
    ],
    work_mode: "hybrid",
    employment_type: "contract",
    posted_at: daysAgo(1),
  },
  bare: { title: "Electrician" },
  closed: {
    title: "Electrician, Street Lights",
    apply_url: "https://apply.example.com/lights",
    description_html: sentences,
    posted_at: daysAgo(40),
    closed_at: daysAgo(10),
  },
  gone: { title: "Electrician, Trams", posted_at: daysAgo(400), closed_at: daysAgo(300) },
};

/** One posting of each kind, as NDJSON. */
export const ours = Object.entries(kinds)
  .map(([id, posting]) => ({ source: "test", board: "ours", native_id: id, company: "Example Works", ...posting }))
  .map((posting) => `${JSON.stringify(posting)}\n`)
  .join("");

/** Enough made-up postings for lists of several pages. */
export function samples(count) {
  const { stdout } = command(["sample", "postings", String(count), "--until", daysAgo(1)]);
  return stdout;
}

/** The address of each of our kinds by its id, and of a sample, on a site to which both were brought in this order. */
export async function addresses(site) {
  const list = await (await fetch(`${site.address}/companies/example-works`)).text();
  const first = Math.min(...Array.from(list.matchAll(/\/jobs\/(\d+)-/g), (match) => Number(match[1])));
  const shown = async (kind, at) => [kind, new URL((await fetch(`${site.address}/jobs/${first + at}`)).url).pathname];
  return Object.fromEntries(await Promise.all([...Object.keys(kinds), "sample"].map(shown)));
}
