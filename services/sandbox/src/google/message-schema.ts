import { z } from 'zod';
import { payloadError } from './google-error.ts';

const MAX_PAYLOAD_BYTES = 4096;
const strings = z.record(z.string(), z.string());
const seconds = z.string().regex(/^\d+(\.\d+)?s$/, { error: 'must be a duration such as 600s' });

const android = z.strictObject({
  collapse_key: z.string().optional(),
  priority: z.enum(['normal', 'high', 'NORMAL', 'HIGH']).optional(),
  ttl: seconds.optional(),
  restricted_package_name: z.string().optional(),
  data: strings.optional(),
  notification: z.record(z.string(), z.unknown()).optional(),
  fcm_options: z.record(z.string(), z.unknown()).optional(),
  direct_boot_ok: z.boolean().optional(),
});

const messageSchema = z.strictObject({
  token: z.string().optional(),
  topic: z.string().optional(),
  condition: z.string().optional(),
  notification: z
    .strictObject({ title: z.string().optional(), body: z.string().optional(), image: z.string().optional() })
    .optional(),
  data: strings.optional(),
  android: android.optional(),
  apns: z
    .strictObject({ headers: strings, payload: z.looseObject({ aps: z.looseObject({}) }), fcm_options: z.unknown() })
    .partial()
    .optional(),
  webpush: z
    .strictObject({ headers: strings, data: strings, notification: z.looseObject({}), fcm_options: z.looseObject({}) })
    .partial()
    .optional(),
  fcm_options: z.strictObject({ analytics_label: z.string() }).optional(),
});

const requestSchema = z.strictObject({ message: messageSchema, validate_only: z.boolean().optional() });

export type SendRequest = z.output<typeof requestSchema>;

/** Google's gateway refuses unknown names and wrong types before FCM ever sees the message; so does this. */
export function readSendRequest(body: unknown): SendRequest {
  const result = requestSchema.safeParse(withProtoNames(body));
  if (!result.success) {
    const issue = result.error.issues[0];
    throw payloadError(issue?.path.join('.') ?? 'message', `Invalid JSON payload received. ${issue?.message ?? ''}`);
  }
  const { token, topic, condition, notification, data } = result.data.message;
  const targets = [token, topic, condition].filter((target) => target !== undefined && target !== '');
  if (targets.length !== 1) throw payloadError('message', 'Recipient of the message is not set or not unique.');
  if (Buffer.byteLength(JSON.stringify({ notification, data })) > MAX_PAYLOAD_BYTES) {
    throw payloadError('message', 'Android message is too big');
  }
  const reserved = Object.keys(data ?? {}).find((key) => /^(google|gcm)|^(from|message_type)$/.test(key));
  if (reserved) throw payloadError('message.data', `Invalid data payload key: ${reserved}`);
  return result.data;
}

/** Proto JSON knows `fcm_options` and `fcmOptions` alike, and the SDK sends both kinds; maps of strings keep their keys. */
function withProtoNames(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const named = Object.entries(value).map(([name, inner]) => [
    snakeCase(name),
    isFreeForm(name) ? inner : withProtoNames(inner),
  ]);
  return Object.fromEntries(named);
}

function isFreeForm(name: string): boolean {
  return ['data', 'headers', 'payload', 'notification'].includes(name);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
