// Content and postings as bad as they are accepted: as long as they may be, in other scripts, with broken HTML.
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./site.mjs";

/** So many letters without a place to break a line. */
export const unbroken = (length) => "Donaudampfschifffahrtsgesellschaftskapitaen".repeat(30).slice(0, length);

/** So many letters in short words. */
const wordy = (length) => `${"Head of all that is made, sold and mended by hand ".repeat(9).slice(0, length - 1)}x`;

const ARABIC = "كبير مهندسي البرمجيات في قسم التعلم الآلي ومعالجة اللغات الطبيعية";
const JAPANESE = "機械学習および自然言語処理担当シニアソフトウェアエンジニア（東京本社勤務・フレックスタイム制）";

/** Makes each text of a path one word that is as long as it may be, and so much longer. */
function stretch(path, longer = 0) {
  const [level] = path.levels;
  path.name = unbroken(200 + longer);
  path.tagline = unbroken(240 + longer);
  path.job_titles.push(unbroken(120 + longer));
  level.titles = [unbroken(200 + longer)];
  level.label = unbroken(40 + longer);
  level.summary = unbroken(400 + longer);
  level.responsibilities[0] = unbroken(300 + longer);
  level.focus = unbroken(900 + longer);
  level.advance = unbroken(900 + longer);
  path.faqs = [{ topic: "work", question: unbroken(200 + longer), answer: unbroken(1200 + longer) }];
}

/** Changes the three paths of the small content. */
function worsen({ potter, estimator, clerk }) {
  // Of two levels.
  stretch(estimator);
  // Of three: many words, and pay beyond a million with an open top.
  potter.name = wordy(200);
  potter.levels[0].titles = [wordy(200)];
  Object.assign(potter.levels[2].pay, { min: 1_000_000, max: 250_000_000, open_top: true });
  // Of nine, none with a skill: scripts that run from right to left, or know no spaces.
  clerk.name = ARABIC;
  for (const [at, level] of clerk.levels.entries()) level.titles = [`${at % 2 ? JAPANESE : ARABIC} ${at + 1}`];
}

/** Writes a data tree into a folder: the small content of the tests, with its paths changed. */
function writeContent(folder, change) {
  cpSync(join(root, "tests/content"), folder, { recursive: true });
  const names = { potter: "crafts/potter", estimator: "office/estimator", clerk: "office/clerk" };
  const files = Object.entries(names).map(([slug, name]) => [slug, join(folder, `paths/${name}.json`)]);
  const paths = Object.fromEntries(files.map(([slug, file]) => [slug, JSON.parse(readFileSync(file, "utf8"))]));
  change(paths);
  for (const [slug, file] of files) writeFileSync(file, JSON.stringify(paths[slug]));
}

/** Writes content that is as bad as it may be. */
export const writeWorst = (folder) => writeContent(folder, worsen);

/** Writes content of which every text is a letter too long. */
export const writeTooLong = (folder) => writeContent(folder, ({ estimator }) => stretch(estimator, 1));

const broken = `<div><p>Open <b>bold <i>both</b> none</i> <a href="javascript:alert(1)" onclick="alert(1)">run</a>
  <table><tr><td>${unbroken(150)}<td><ul><li>One<li>Two</table></p></ul><script>document.title = "ran"</script>
  <img src="https://tracker.example.com/pixel.gif" onerror="alert(1)"><style>body { display: none }</style>
  <h1>As large as the page's own</h1><pre>${unbroken(200)}</pre><p style="position: fixed">&lt;b&gt; &amp;amp; &nbsp; &#0; </span></div>`;

/** What is not given of a posting is not stated: pay, place, text, date. */
const postings = [
  { title: unbroken(300), company: unbroken(200) },
  { title: wordy(300), company: wordy(100) },
  { title: ARABIC, company: "شركة المثال", places: [{ raw: "دبي، الإمارات" }], description: `${ARABIC}. `.repeat(20) },
  { title: JAPANESE, company: "例示株式会社", places: [{ raw: "東京都千代田区" }], description: JAPANESE.repeat(20) },
  { title: "Potter", company: "Broken & <Sons>", description_html: broken.repeat(200_000 / broken.length) },
  {
    title: "Estimator",
    company: "Long Addresses",
    apply_url: `https://${"a".repeat(60)}.${"b".repeat(60)}.example.com/${unbroken(300)}`,
    places: Array.from({ length: 40 }, (_, at) => ({ raw: `${unbroken(60)} ${at}` })),
    pay: [{ min: 1_250_000, max: 98_000_000, currency: "JPY", period: "month", raw: unbroken(300) }],
  },
];

/** How many bad postings there are. */
export const COUNT = postings.length;

/** The bad postings as NDJSON. */
export const worstPostings = postings
  .map((posting, at) => ({ source: "test", board: "worst", native_id: String(at), ...posting }))
  .map((posting) => `${JSON.stringify(posting)}\n`)
  .join("");
