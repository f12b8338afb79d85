import { StatsError } from '../errors.js';

/** Gives a refusal for want of a CSRF token its reason: InvenioRDM sends status 400 and says so in the body. */
export const csrfError = (error: StatsError): StatsError =>
  error.status === 400 && error.message.includes('CSRF') ? new StatsError('csrf', error.message, error) : error;
