// What a printed page has on it, and what it has not.
import { inflateSync } from "node:zlib";

/** Answers what is wrong with a page as it is printed. */
export async function printFaults(page) {
  return page.evaluate(() => {
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => audit.shown(element) && !audit.unseen(element));
    const found = shown("nav, search, body > header, body > footer nav, main button, main select, input").map((element) => `is printed: ${audit.tell(element)}`);
    for (const details of document.querySelectorAll("main details")) {
      const rest = [...details.children].filter(({ localName }) => localName !== "summary");
      // Filters and other controls are left out as a whole.
      if (audit.shown(details) && !rest.some(audit.shown)) found.push(`stays folded: ${audit.tell(details)}`);
    }
    for (const link of document.querySelectorAll("main a[href^=http]")) {
      const written = link.textContent + getComputedStyle(link, "::after").content;
      if (audit.shown(link) && !written.includes(link.getAttribute("href"))) found.push(`its address is not written out: ${audit.tell(link)}`);
    }
    return found;
  });
}

/** Answers of each page of a PDF that Chromium made whether there is text on it. */
export function pagesWithText(pdf) {
  const text = pdf.toString("latin1");
  const contents = [...text.matchAll(/\/Type \/Page\b(?!s)[^]*?\/Contents (\d+) 0 R/g)].map(([, number]) => number);
  return contents.map((number) => {
    const head = new RegExp(`(?<=\\n)${number} 0 obj\\n<<(?:/Filter /FlateDecode\\n)?/Length (\\d+)>> stream\\n`).exec(text);
    const start = head.index + head[0].length;
    const packed = pdf.subarray(start, start + Number(head[1]));
    // Nothing at all is not packed; TJ and Tj paint text.
    return packed.length > 0 && /\bT[jJ]\b/.test(inflateSync(packed).toString("latin1"));
  });
}
