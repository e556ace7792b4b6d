import type { Request } from 'express';
import { googleError } from './google/google-error.ts';
import type { Provider } from './providers.ts';
import { razorpayErrorBody } from './razorpay/razorpay-error.ts';
import { twilioErrorBody } from './twilio/twilio-error.ts';

/** The body a provider sends with a bare status: used by `status` faults, for broken JSON and when the sandbox itself fails. */
export function providerErrorBody(provider: Provider | undefined, status: number): unknown {
  switch (provider) {
    case 'razorpay':
      return razorpayErrorBody(razorpayDescription(status), status >= 500 ? { code: 'SERVER_ERROR' } : {});
    case 'twilio':
      return twilioErrorBody(twilioCode(status), status);
    case 'msg91':
      return {
        type: 'error',
        message: status < 400 ? 'Template ID Missing or Invalid Template' : 'Something went wrong',
      };
    case 'google':
      return { error: status >= 500 ? 'internal_failure' : 'invalid_request', error_description: 'Bad Request' };
    case 'fcm':
      return googleError(status, 'Request failed.').body;
    default:
      return { error: `status ${status}` };
  }
}

/** Razorpay answers unknown routes with 400 (razorpay-node#136, #420), the others with 404. */
export function unknownRoute(provider: Provider | undefined, request: Request): { status: number; body: unknown } {
  switch (provider) {
    case 'razorpay': {
      const na = { source: 'NA', step: 'NA', reason: 'NA' };
      return { status: 400, body: razorpayErrorBody('The requested URL was not found on the server.', na) };
    }
    case 'twilio': {
      const message = `The requested resource ${request.path} was not found`;
      return { status: 404, body: { ...twilioErrorBody(20404, 404), message } };
    }
    case 'msg91':
      return { status: 404, body: { type: 'error', message: 'Not Found' } };
    default:
      return {
        status: 404,
        body: `<!DOCTYPE html><title>Error 404 (Not Found)!!1</title><p>${request.method}: not found.`,
      };
  }
}

function razorpayDescription(status: number): string {
  if (status === 401) return 'Authentication failed';
  if (status === 429) return 'Request failed. Please try after sometime.';
  if (status < 500) return 'The request is invalid.';
  return 'We are facing some trouble completing your request at the moment. Please try again shortly.';
}

function twilioCode(status: number): number {
  if (status === 401) return 20003;
  if (status === 429) return 20429;
  return status >= 500 ? 20500 : 20001;
}
