// What the checks need inside of a page; they find it there as `audit`.

/** Runs in the page, before anything of the page itself. */
export function install() {
  let pixel;

  /** Any CSS colour as red, green, blue and opacity, each from 0 to 1. */
  const rgba = (color) => {
    pixel ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = color;
    pixel.fillRect(0, 0, 1, 1);
    return Array.from(pixel.getImageData(0, 0, 1, 1).data, (part) => part / 255);
  };

  const luminance = (parts) => {
    const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  /** Done when what stands in the page now has been painted. */
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

  // Until then a page may be painted in parts: a busy machine does not wait for its end.
  let whole = Infinity;
  document.addEventListener("DOMContentLoaded", async () => {
    await painted();
    whole = performance.now();
  });

  window.audit = {
    painted,

    /** Whether the page had been painted whole at a time, as events tell it. */
    isWhole: (time) => time >= whole,

    /** An element in a few words, for a person who looks for it. */
    tell(element) {
      const text = (element.getAttribute("aria-label") ?? element.textContent ?? "").replace(/\s+/g, " ").trim();
      const part = element.closest("header, footer, nav, dialog, section, main, body");
      const place = part?.getAttribute("aria-label") ?? part?.getAttribute("aria-labelledby") ?? part?.localName;
      const id = element.id ? `#${element.id}` : "";
      const classes = Array.from(element.classList, (name) => `.${name}`).join("");
      return `<${element.localName}${id}${classes}> “${text.slice(0, 50)}” in ${place}`;
    },

    /** Whether it takes up room and can be seen. */
    shown(element) {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
      const { width, height } = element.getBoundingClientRect();
      return width > 0 && height > 0;
    },

    /** Whether it, or something around it, is there for screen readers alone: a pixel, or wholly clipped away. */
    unseen(element) {
      for (let around = element; around; around = around.parentElement) {
        const { clipPath, overflow } = getComputedStyle(around);
        const { width, height } = around.getBoundingClientRect();
        if (clipPath === "inset(50%)" || (overflow !== "visible" && (width <= 1 || height <= 1))) return true;
      }
      return false;
    },

    /** The colour on which an element stands: those of everything behind it, one upon the other. */
    background(element) {
      let color = [0, 0, 0];
      let left = 1;
      for (let around = element; around && left > 0; around = around.parentElement) {
        const [red, green, blue, opacity] = rgba(getComputedStyle(around).backgroundColor);
        color = [red, green, blue].map((part, at) => color[at] + part * opacity * left);
        left *= 1 - opacity;
      }
      const canvas = rgba("canvas");
      return color.map((part, at) => part + canvas[at] * left);
    },

    rgba,

    /** Contrast of two colours as WCAG defines it, from 1 to 21. */
    contrast(one, other) {
      const [dark, light] = [luminance(one.slice(0, 3)), luminance(other.slice(0, 3))].sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    },
  };
}
