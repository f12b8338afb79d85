const DAY = 86_400_000;

/** Returns the day after some days. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
