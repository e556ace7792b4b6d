import type { Request } from 'express';
import { z } from 'zod';
import { patternSchema } from '../pattern.ts';
import { PROVIDERS, type Provider } from '../providers.ts';

export const faultSchema = z.strictObject({
  provider: z.enum(PROVIDERS),
  /** Regular expression over `METHOD /path?query`, a line break, and the body as JSON; `^` and `$` match at line ends. */
  match: patternSchema.optional(),
  effect: z.enum(['status', 'timeout', 'reset', 'drop_response_after_commit', 'slow']),
  status: z.number().int().min(200).max(599).default(503),
  delay_ms: z.number().int().min(0).default(1000),
  /** Sent instead of the provider's own error body: a string goes out as HTML. */
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  times: z.number().int().min(1).default(1),
});

export type Fault = z.output<typeof faultSchema> & { id: number };

/** Finds the oldest fault meant for this request and uses up one of its times. */
export function takeFault(faults: Fault[], provider: Provider, request: Request): Fault | undefined {
  const subject = `${request.method} ${request.originalUrl}\n${JSON.stringify(request.body ?? null)}`;
  const index = faults.findIndex(
    (fault) => fault.provider === provider && (!fault.match || new RegExp(fault.match, 'm').test(subject)),
  );
  const fault = faults[index];
  if (!fault) return undefined;
  fault.times -= 1;
  if (fault.times === 0) faults.splice(index, 1);
  return fault;
}
