// What a page weighs on its way.
import { get } from "node:http";

/** What HTML, styles and scripts of a page may weigh together, compressed. */
const MOST_BYTES = 50_000;

/** Bytes that are sent for an address in an encoding. */
function sent(url, encoding) {
  return new Promise((resolve, reject) => {
    const ask = get(url, { headers: { "accept-encoding": encoding } }, async (answer) => {
      let bytes = 0;
      for await (const chunk of answer) bytes += chunk.length;
      // What is too short to be worth it may come as it is.
      const plain = answer.headers["content-encoding"] !== encoding && bytes > 1024;
      if (plain) reject(new Error(`${url} is not sent in ${encoding}`));
      else resolve(bytes);
    });
    ask.once("error", reject);
  });
}

/** Answers whether files weigh too much together, in whichever encoding they come. */
export async function tooHeavy(urls) {
  const found = [];
  for (const encoding of ["gzip", "br"]) {
    const sizes = await Promise.all(urls.map((url) => sent(url, encoding)));
    const sum = sizes.reduce((sum, size) => sum + size, 0);
    if (sum >= MOST_BYTES) found.push(`weighs ${sum} bytes in ${encoding}: ${urls.map((url, at) => `${url} ${sizes[at]}`).join(", ")}`);
  }
  return found;
}
