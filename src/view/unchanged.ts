/**
 * A view, but the old one if both say the same: who keeps what has been drawn of it need not draw anew. It happens often:
 * years come one after another, and most of them change nothing of what is shown. For views of few numbers.
 */
export const unchanged = <V extends object>(old: V | undefined, fresh: V): V =>
  old && JSON.stringify(old) === JSON.stringify(fresh) ? old : fresh;
