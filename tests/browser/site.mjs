// The site as a process on a free port with a database of its own, and a browser to visit it with.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Starts the site; answers its address, the program and the folder of its database, and how to stop it. */
export async function start() {
  const folder = await mkdtemp(join(tmpdir(), "career-paths-"));
  const binary = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug", "career-paths");
  const site = spawn(binary, ["--listen", "127.0.0.1:0"], {
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
  return { address, binary, folder, stop };
}

/** Starts the system's Chromium. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
}
