import { byId } from '@campus/contracts/values';
import { unauthenticated } from '@campus/errors/app-error';
import { post, type Route } from '@campus/http/routes';
import type { Logger } from '@campus/logger/logger';
import { createSmsLog } from '../gateways/sms-log.ts';
import { CALLBACK_PATH, formOf, reportIn, type TwilioCallbacks } from '../gateways/twilio-callbacks.ts';
import { receiveSmsReport } from '../use-cases/receive-sms-report.ts';
import type { Transact } from '../use-cases/work.ts';

export interface SmsStatusDesk {
  transact: Transact;
  callbacks: TwilioCallbacks;
  logger: Logger;
}

const BODY_LIMIT = 10_000;

export function smsStatusRoutes({ transact, callbacks, logger }: SmsStatusDesk): Route[] {
  const log = createSmsLog(logger);
  return [
    post(
      `${CALLBACK_PATH}/:id`,
      {
        may: 'public',
        summary: 'Twilio tells what became of an SMS (signed)',
        mode: 'raw',
        contentType: 'application/x-www-form-urlencoded',
        bodyLimit: BODY_LIMIT,
        params: byId,
        errors: ['INVALID_SIGNATURE'],
        headers: ['X-Twilio-Signature'],
      },
      async ({ request, params: { id } }) => {
        const form = formOf(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
        if (!callbacks.isAuthentic({ id, signature: request.get('x-twilio-signature'), form })) {
          log.callbackRefused(id);
          throw unauthenticated('The signature of the callback is not valid.', 'INVALID_SIGNATURE');
        }
        const report = reportIn(form);
        const isNews = report && (await transact((work) => receiveSmsReport(work, { id, provider: 'twilio', report })));
        if (isNews) log.reported(id, report);
      },
    ),
  ];
}
