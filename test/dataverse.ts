/** Answers of the Metrics API of Dataverse for tests, with invented numbers. */

/** Encodes an answer as it arrives. */
export const bytes = (body: unknown): Uint8Array =>
  new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));

/** Puts data into the envelope of all answers. */
export const ok = (data: unknown): object => ({ status: 'OK', data });

/** The totals at the end of each month, from one month on: `monthly('2024-11', 120, 180)`. */
export const monthly = (first: string, ...totals: readonly number[]): readonly { date: string; count: number }[] =>
  totals.map((count, i) => ({ date: later(first, i), count }));

/** A row of `files/byType/monthly`. */
export interface FileRow {
  readonly date: string;
  readonly contenttype: string;
  readonly count: number;
  readonly size: number;
}

/** The totals of a media type, count and bytes, from one month on. */
export const typed = (
  first: string,
  contenttype: string,
  ...totals: readonly (readonly [number, number])[]
): FileRow[] => totals.map(([count, size], i) => ({ date: later(first, i), contenttype, count, size }));

/** Returns the month some months later. */
export function later(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The answer of a series of a collection in which nothing was counted. */
export const noRows = {
  status: 'ERROR',
  code: 500,
  message: 'Internal server error. More details available at the server logs.',
  incidentId: '00000000-0000-4000-8000-000000000000',
  internalError: 'EJBException',
  requestUrl: 'https://data.example/api/info/metrics/downloads/monthly',
  requestMethod: 'GET',
};

/** Returns a body beside the repository; `undefined` where there is none. */
export async function sharedBody(name: string): Promise<Uint8Array | undefined> {
  const response = await fetch(`/shared/services/payloads/dataverse/${name}`);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
}
