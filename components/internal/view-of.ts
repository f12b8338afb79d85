/**
 * Returns the window that an element is shown in. It is not that of the script after the element was moved into a frame, a
 * pop-up or a picture-in-picture window.
 */
export const viewOf = ({ ownerDocument }: Element): Window & typeof globalThis =>
  ownerDocument === window.document ? window : (ownerDocument.defaultView ?? window);
