// What is really painted: the bars of the ladder.

/** Answers which bars of the ladder do not stand out from the page, and whether a rung has none. */
export async function faintBars(page) {
  const ladder = page.getByRole("region", { name: "Career Ladder" });
  await ladder.scrollIntoViewIfNeeded();
  const bars = await ladder.evaluate((region) => {
    // A fill from a pattern is the hatching upon a bar.
    const solid = (shape) => !/^none|^url/.test(getComputedStyle(shape).fill);
    const shapes = [...region.querySelectorAll("ol > li svg rect")].filter((shape) => audit.shown(shape) && solid(shape));
    return shapes.map((shape) => {
      const { left, top, width, height } = shape.getBoundingClientRect();
      const rung = shape.closest("ol > li").querySelector("h3").textContent.trim();
      return { rung, x: left + scrollX + width / 2, y: top + scrollY + height / 2, behind: audit.background(region) };
    });
  });
  const rungs = await ladder.getByRole("list").first().getByRole("heading", { level: 3 }).allTextContents();
  const bare = rungs.map((rung) => rung.trim()).filter((rung) => !bars.some((bar) => bar.rung === rung));
  const shot = (await page.screenshot({ fullPage: true })).toString("base64");
  const faint = await page.evaluate(
    async ({ bars, shot }) => {
      const bytes = Uint8Array.from(atob(shot), (letter) => letter.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d", { willReadFrequently: true });
      canvas.drawImage(picture, 0, 0);
      const color = (x, y) => Array.from(canvas.getImageData(x, y, 1, 1).data, (part) => part / 255);
      // Between the stripes of a hatched bar, some pixels to the side, stands its own colour.
      const near = [-6, -4, -2, 0, 2, 4, 6];
      const contrast = ({ x, y, behind }) => Math.max(...near.map((aside) => audit.contrast(color(x + aside, y), behind)));
      return bars
        .map((bar) => ({ rung: bar.rung, contrast: contrast(bar) }))
        .filter(({ contrast }) => contrast < 3)
        .map(({ rung, contrast }) => `the bar of ${rung} has a contrast of ${contrast.toFixed(2)}`);
    },
    { bars, shot },
  );
  return [...bare.map((rung) => `${rung} has no bar`), ...faint];
}
