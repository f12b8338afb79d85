/** Returns a function that measures the width of texts in a font of this page, in pixels. */
export function measureWith(font: string, fontSize = 12): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  // Pages can forbid canvases; wide letters take 0.6 of the font size.
  if (!context) return (text) => text.length * fontSize * 0.6;
  context.font = `${fontSize}px ${font}`;
  return (text) => context.measureText(text).width;
}
