import { Refusal } from '../refusal.ts';

const STATUS_NAMES: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

export function googleError(status: number, message: string, details?: object[]): Refusal {
  const error = { code: status, message, status: STATUS_NAMES[status] ?? 'UNKNOWN', ...(details && { details }) };
  return new Refusal(status, { error });
}

/** With the detail that tells FCM's own verdicts from those of the Google front end. */
export function fcmError(status: number, message: string, errorCode: string): Refusal {
  return googleError(status, message, [{ '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode }]);
}

export function payloadError(field: string, description: string): Refusal {
  const details = [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field, description }] }];
  return googleError(400, description, details);
}
