import { z } from 'zod';
import { instant } from './values.ts';

const connection = z.enum(['connected', 'disconnected']);

/** `GET /health` at the gateway: the body of the design document (13), and which services answer. */
export const healthAnswer = z.object({
  status: z.enum(['healthy', 'degraded', 'unhealthy']),
  database: connection,
  redis: connection,
  /** What each service says of itself, or `unreachable`. */
  services: z.record(z.string(), z.string()),
  version: z.string(),
  timestamp: instant,
});
export type PlatformHealth = z.infer<typeof healthAnswer>;

export const livenessAnswer = z.object({ status: z.literal('alive') });
export const readinessAnswer = z.object({ status: z.enum(['ready', 'not ready']) });

/** A contract document: its own dialect says what is in it. */
export const openapiAnswer = z.looseObject({ openapi: z.string() });
export const asyncapiAnswer = z.looseObject({ asyncapi: z.string() });
