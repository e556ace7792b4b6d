import { readConfigOrExit } from '@campus/config/read-config';
import { settings } from '@campus/config/settings';
import { z } from 'zod';

const images = z.object({
  S3_ENDPOINT: settings.httpOrigin.optional(),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  MEDIA_DIR: z.string().optional(),
});

const schema = z
  .object({
    ...settings.service,
    ...settings.token,
    PORT: settings.port(8102),
    DATABASE_URL: settings.databaseUrl,
    RABBITMQ_URL: settings.rabbitmqUrl,
    ...images.shape,
  })
  .transform((env, context) => ({ ...env, imageStore: imageStoreOf(env, context) }));

/** S3 when it is named, all of it; otherwise a directory. */
function imageStoreOf(env: z.infer<typeof images>, context: z.RefinementCtx) {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, MEDIA_DIR: directory } = env;
  const secretAccessKey = env.S3_SECRET_ACCESS_KEY;
  if (endpoint && bucket && accessKeyId && secretAccessKey) return { endpoint, bucket, accessKeyId, secretAccessKey };
  const missing = Object.entries({
    S3_ENDPOINT: endpoint,
    S3_BUCKET: bucket,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  }).flatMap(([key, value]) => (value ? [] : [key]));
  const noneGiven = missing.length === 4;
  if (noneGiven && directory) return { directory };
  for (const key of noneGiven ? ['MEDIA_DIR'] : missing) {
    context.addIssue({ code: 'custom', path: [key], message: noneGiven ? 'is missing, and S3_* too' : 'is missing' });
  }
  return z.NEVER;
}

export const config = readConfigOrExit(schema, process.env);
