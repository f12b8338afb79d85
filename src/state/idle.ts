/** Does what can wait when the page has nothing else to do; at once in a browser that cannot tell. */
export const whenIdle: (task: () => void) => void =
  typeof requestIdleCallback === 'function' ? (task) => void requestIdleCallback(task) : (task) => task();
