/**
 * Returns the old view if it is deeply equal to the fresh one, so that identity checks can skip a redraw. Most loaded
 * years change nothing in a view. Only for views of few numbers, because both are converted to JSON.
 */
export const unchanged = <V extends object>(old: V | undefined, fresh: V): V =>
  old && JSON.stringify(old) === JSON.stringify(fresh) ? old : fresh;
