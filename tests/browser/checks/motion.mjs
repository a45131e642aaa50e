// Whether anything moves for a visitor who asked for stillness.

/** Answers what has a transition, an animation or a smooth scroll. */
export async function moving(page) {
  return page.evaluate(() => {
    const longest = (times) => Math.max(...times.split(",").map(parseFloat));
    const all = [document.documentElement, ...document.querySelectorAll("body, body *")];
    const moves = ({ transitionDuration, animationName, animationDuration, scrollBehavior }) =>
      scrollBehavior === "smooth" ||
      longest(transitionDuration) > 0.01 ||
      (animationName !== "none" && longest(animationDuration) > 0.01);
    return all.filter((element) => moves(getComputedStyle(element))).map((element) => `moves: ${audit.tell(element)}`);
  });
}
