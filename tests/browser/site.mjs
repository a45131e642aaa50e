// The site as a process on a free port with a database of its own, and a browser to visit it with.
import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/** The folder of the project. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const binary = process.env.CAREER_PATHS_BINARY ?? join(target, "debug", "career-paths");

/** Runs a command of the program to its end; answers its exit code and what it wrote. */
export function command(options, { input = "", cwd = tmpdir() } = {}) {
  const env = { ...process.env, CAREER_PATHS_LOG: "error" };
  const { status, stdout, stderr } = spawnSync(binary, options, { input, cwd, env, encoding: "utf8", maxBuffer: 2 ** 26 });
  return { status, stdout, stderr };
}

/**
 * Starts the site with the shipped content or that of a folder, and with open positions, a text of NDJSON;
 * answers its address and how to stop it.
 */
export async function start({ data, postings } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "career-paths-"));
  const content = data ? ["--data", data] : [];
  if (postings) {
    const from = ["import", "postings", "--format", "ndjson", "-", ...content];
    const { status, stdout, stderr } = command(from, { input: postings, cwd: folder });
    if (status !== 0 || !stdout.endsWith("rejected 0\n")) throw new Error(`not all was imported: ${stdout}${stderr}`);
  }
  const site = spawn(binary, ["serve", "--listen", "127.0.0.1:0", ...content], {
    cwd: folder,
    env: { ...process.env, CAREER_PATHS_LOG: "error" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => site.once("exit", resolve));
  const first = createInterface({ input: site.stdout })[Symbol.asyncIterator]().next();
  const { value: line = "" } = await Promise.race([first, ended.then(() => ({}))]);
  const address = line.match(/http:\/\/\S+/)?.[0];
  if (!address) throw new Error(`the site did not start: ${line}`);
  const stop = async () => {
    site.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true });
  };
  return { address, stop };
}

/** Starts the system's Chromium. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
}
