import { StatsError } from '../errors.js';

/**
 * Converts a refusal of the CSRF token, or of a request without one, to the reason `csrf`: InvenioRDM sends status 400
 * and a text in the body.
 */
export const csrfError = (error: StatsError): StatsError =>
  error.status === 400 && error.message.includes('CSRF') ? new StatsError('csrf', error.message, error) : error;
