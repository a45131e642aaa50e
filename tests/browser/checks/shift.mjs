// Whether anything moved on a page by itself.

/** How far a page may settle in all while it is still read; Web Vitals call 0.1 good. */
const SETTLING = 0.02;

/** Scrolls to the end of the page and back; answers what moved since the page began to load. */
export async function shifts(page) {
  return page.evaluate(async (settling) => {
    const entries = [];
    new PerformanceObserver((list) => entries.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
    const height = document.documentElement.scrollHeight;
    for (let steps = 0; steps <= 8; steps++) {
      scrollTo({ top: (height * steps) / 8, behavior: "instant" });
      await audit.painted();
    }
    scrollTo({ top: 0, behavior: "instant" });
    await audit.painted();
    const corner = ({ x, y }) => `${x},${y}`;
    const tell = ({ node, previousRect, currentRect }) => {
      const what = node?.nodeType === Node.ELEMENT_NODE ? audit.tell(node) : "text";
      return `${what} from ${corner(previousRect)} to ${corner(currentRect)}`;
    };
    const late = entries.filter(({ startTime }) => audit.isWhole(startTime));
    const sum = (shifts) => shifts.reduce((sum, { value }) => sum + value, 0);
    const told = sum(entries) - sum(late) > settling ? entries : late;
    return told.map(({ value, sources, startTime }) => {
      return `moved by itself (${value.toFixed(4)}, after ${Math.round(startTime)} ms): ${sources.map(tell).join(", ")}`;
    });
  }, SETTLING);
}
