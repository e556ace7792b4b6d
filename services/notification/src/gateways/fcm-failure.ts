import { z } from 'zod';
import { type PushVerdict, verdictOn } from '../domain/push-verdict.ts';

const FCM_ERROR = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';

const failure = z.object({
  code: z.string().catch('unknown'),
  httpResponse: z
    .object({
      status: z.number(),
      headers: z.record(z.string(), z.unknown()).catch({}),
      data: z
        .object({
          error: z.object({
            message: z.string().catch(''),
            details: z.array(z.looseObject({ '@type': z.string(), errorCode: z.string().optional() })).catch([]),
          }),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** Reads what FCM itself said out of an SDK error; the SDK's own code mixes up a dead token and a wrong project. */
export function fcmVerdict(error: unknown): PushVerdict {
  const { code: sdkCode, httpResponse } = failure.parse(error instanceof Error ? { ...error } : {});
  const details = httpResponse?.data?.error.details ?? [];
  return verdictOn({
    sdkCode,
    status: httpResponse?.status,
    fcmCode: details.find((detail) => detail['@type'] === FCM_ERROR)?.errorCode,
    message: httpResponse?.data?.error.message ?? '',
    retryAfterSeconds: secondsOf(httpResponse?.headers['retry-after']),
  });
}

// A date is legal too; it then falls back to the standard pause.
function secondsOf(header: unknown): number | undefined {
  const seconds = Number(header);
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}
