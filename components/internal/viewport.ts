/** Distance to the viewport in pixels within which an element is near it. */
const MARGIN = 300;

/** Returns true if an element is in the viewport or near it. */
export function isNear(element: Element): boolean {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const within = (start: number, end: number, room: number): boolean => end >= -MARGIN && start <= room + MARGIN;
  return within(top, bottom, innerHeight) && within(left, right, innerWidth);
}

/**
 * Calls a function each time an element comes near the viewport, also if it is near already.
 * @returns a function that stops this
 */
export function onNear(element: Element, callback: () => void): () => void {
  const observer = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && callback(), {
    rootMargin: `${MARGIN - 1}px`,
  });
  observer.observe(element);
  return () => observer.disconnect();
}
