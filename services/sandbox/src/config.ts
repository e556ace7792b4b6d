import { readConfigOrExit } from '@campus/config/read-config';
import { settings } from '@campus/config/settings';
import { z } from 'zod';

const secret = z.string().min(1);

const schema = z.object({
  HOST: settings.service.HOST,
  LOG_LEVEL: settings.service.LOG_LEVEL,
  PORT: settings.port(8200),
  RAZORPAY_KEY_ID: secret,
  RAZORPAY_KEY_SECRET: secret,
  RAZORPAY_WEBHOOK_SECRETS: settings.list.refine((secrets) => secrets.length > 0, {
    error: 'needs at least one secret',
  }),
  RAZORPAY_WEBHOOK_URL: z.url().optional(),
  TWILIO_ACCOUNT_SID: secret,
  TWILIO_AUTH_TOKEN: secret,
  MSG91_AUTH_KEY: secret,
  FCM_PROJECT_ID: secret,
  GOOGLE_APPLICATION_CREDENTIALS: secret,
});

/** The keys the sandbox accepts: the same names and values the services under test are given. */
export type SandboxConfig = z.output<typeof schema>;

export function readSandboxConfig(): SandboxConfig {
  return readConfigOrExit(schema, process.env);
}
