/** Pixels before the visible part of the page at which an element is near it. */
const MARGIN = 300;

/** Is an element in the visible part of the page, or will be after a little scrolling? */
export function isNear(element: Element): boolean {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const within = (start: number, end: number, room: number): boolean => end >= -MARGIN && start <= room + MARGIN;
  return within(top, bottom, innerHeight) && within(left, right, innerWidth);
}

/**
 * Tells each time that an element comes near the visible part of the page, also when it is near already.
 * @returns what ends it
 */
export function onNear(element: Element, tell: () => void): () => void {
  const observer = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && tell(), {
    rootMargin: `${MARGIN - 1}px`,
  });
  observer.observe(element);
  return () => observer.disconnect();
}
