import { readFileSync } from 'node:fs';
import { readConfigOrExit } from '@campus/config/read-config';
import { refuseInProduction, settings } from '@campus/config/settings';
import { z } from 'zod';

const secret = z.string().min(1);
const PROVIDER_KEYS: Record<string, readonly string[]> = {
  twilio: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'],
  msg91: ['MSG91_AUTH_KEY', 'MSG91_TEMPLATE_ID'],
};

const seconds = z.number().min(1).max(600);

const schema = z
  .object({
    ...settings.service,
    ...settings.token,
    PORT: settings.port(8105),
    DATABASE_URL: settings.databaseUrl,
    RABBITMQ_URL: settings.rabbitmqUrl,
    RESTAURANT_TIME_ZONE: settings.timeZone,
    OTP_TRANSPORT_KEY: z
      .base64()
      .transform((text) => Buffer.from(text, 'base64'))
      .refine((key) => key.length === 32, { error: 'must be 32 bytes as base64' }),
    /** The gateway as the world sees it. Without one nobody is asked for delivery reports. */
    PUBLIC_BASE_URL: settings.httpOrigin.optional(),
    SMS_PROVIDERS: z
      .string()
      .default('twilio,msg91')
      .transform((text) => text.split(',').map((name) => name.trim()))
      .pipe(z.array(z.enum(['twilio', 'msg91'])).min(1)),
    TWILIO_ACCOUNT_SID: z.string().startsWith('AC').optional(),
    TWILIO_AUTH_TOKEN: secret.optional(),
    TWILIO_FROM: secret.optional(),
    TWILIO_BASE_URL: settings.httpOrigin.optional(),
    MSG91_AUTH_KEY: secret.optional(),
    MSG91_TEMPLATE_ID: secret.optional(),
    MSG91_BASE_URL: settings.httpOrigin.optional(),
    FCM_PROJECT_ID: secret,
    FCM_BASE_URL: settings.httpOrigin.optional(),
    /** The longest pauses before the three retries of a push. */
    PUSH_RETRY_SECONDS: z.preprocess(
      (text = '2,10,50') => String(text).split(',').map(Number),
      z.tuple([seconds, seconds, seconds]),
    ),
    /** The SDK reads it itself, but only at the first push: a missing file must stop the start. */
    GOOGLE_APPLICATION_CREDENTIALS: secret.refine(isJsonFile, { error: 'must be the path of a JSON file' }),
  })
  .superRefine(refuseInProduction('TWILIO_BASE_URL', 'MSG91_BASE_URL', 'FCM_BASE_URL'))
  .superRefine(({ NODE_ENV, PUBLIC_BASE_URL: url }, context) => {
    if (NODE_ENV === 'production' && url?.startsWith('http:'))
      context.addIssue({ code: 'custom', path: ['PUBLIC_BASE_URL'], message: 'must be https in production' });
  })
  .superRefine((config: Record<string, unknown> & { SMS_PROVIDERS: string[] }, context) => {
    for (const key of config.SMS_PROVIDERS.flatMap((name) => PROVIDER_KEYS[name] ?? [])) {
      if (config[key] === undefined)
        context.addIssue({ code: 'custom', path: [key], message: 'is needed by SMS_PROVIDERS' });
    }
  });

function isJsonFile(path: string): boolean {
  try {
    return typeof JSON.parse(readFileSync(path, 'utf8')) === 'object';
  } catch {
    return false;
  }
}

export const config = readConfigOrExit(schema, process.env);
export type NotificationConfig = typeof config;
