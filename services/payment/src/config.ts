import { readConfigOrExit } from '@campus/config/read-config';
import { refuseInProduction, settings } from '@campus/config/settings';
import { z } from 'zod';

const environment = z.object({
  ...settings.service,
  ...settings.token,
  PORT: settings.port(8104),
  DATABASE_URL: settings.databaseUrl,
  RABBITMQ_URL: settings.rabbitmqUrl,
  RAZORPAY_KEY_ID: z.string().regex(/^rzp_(test|live)_\w+$/, { error: 'must be a Razorpay key id' }),
  RAZORPAY_KEY_SECRET: z.string().min(8),
  /** Newest first; retries of old events keep the secret they were signed with. */
  RAZORPAY_WEBHOOK_SECRETS: settings.list.refine((secrets) => secrets.length > 0, {
    error: 'needs at least one secret',
  }),
  RAZORPAY_BASE_URL: settings.httpOrigin.optional(),
});

const schema = environment.superRefine(refuseInProduction('RAZORPAY_BASE_URL')).superRefine((env, context) => {
  if (env.NODE_ENV === 'production' && env.RAZORPAY_KEY_ID.startsWith('rzp_test_')) {
    context.addIssue({ code: 'custom', path: ['RAZORPAY_KEY_ID'], message: 'must not be a test key in production' });
  }
});

export type PaymentConfig = z.output<typeof schema>;

export function readPaymentConfig(): PaymentConfig {
  return readConfigOrExit(schema, process.env);
}

/** What the migration needs: it runs before the rest of the environment exists. */
export function readMigrationConfig(): Pick<PaymentConfig, 'DATABASE_URL' | 'LOG_LEVEL'> {
  return readConfigOrExit(environment.pick({ DATABASE_URL: true, LOG_LEVEL: true }), process.env);
}
