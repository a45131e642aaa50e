// The Nu checker, which knows what HTML, CSS and SVG have to be.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const jar = fileURLToPath(new URL("../node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));

/** What the checker says that is no fault, each with the reason. */
const ALLOWED = [
  // It does not know color stops with two positions there, which CSS Images 4 has.
  /^CSS: “mask”: “repeating-linear-gradient\(/,
  // The page is in English, whatever the language of an employer's text, which no feed tells.
  /^This document appears to be written in/,
];

/** Answers what the checker says of files, given as texts by their names; the ending of a name tells the language. */
export function invalid(files) {
  const folder = mkdtempSync(join(tmpdir(), "career-paths-"));
  const names = Object.keys(files);
  const paths = names.map((name, at) => join(folder, `${at}.${name.match(/\.(css|svg)$/)?.[1] ?? "html"}`));
  names.forEach((name, at) => writeFileSync(paths[at], files[name]));
  // Without these options everything is read as HTML.
  const options = ["-jar", jar, "--also-check-css", "--also-check-svg", "--format", "json", ...paths];
  const { stderr, error } = spawnSync("java", options, { encoding: "utf8", maxBuffer: 2 ** 28 });
  rmSync(folder, { recursive: true });
  if (error) throw error;
  return JSON.parse(stderr)
    .messages.filter(({ message }) => !ALLOWED.some((allowed) => allowed.test(message)))
    .map(({ url = "", lastLine, message, extract = "" }) => {
      const name = names[parseInt(basename(url), 10)];
      return `${name}, line ${lastLine}: ${message} (${extract.replace(/\s+/g, " ")})`;
    });
}
