import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { currentTrace } from '@campus/telemetry/tracing';
import { clientAddress } from './client-address.ts';

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
// What a proxy in front of a service would be believed to say; only we may say it (ASVS 4.1.3).
const ABOUT_THE_CALLER =
  /^(?:x-(?:user|role|caller|staff|auth|forwarded|real-ip|internal|original|rewrite|http-method)|forwarded$)/;
const OURS = new Set(['host', 'expect', 'x-request-id', 'traceparent', 'tracestate']);

/** The request's headers as a service gets them: identity claims and connection matters dropped, ours added. */
export function forwardedHeaders(request: IncomingMessage, { requestId, hops }: { requestId: string; hops: number }) {
  const { headers } = request;
  const listed = connectionOptions(headers);
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    const dropped = HOP_BY_HOP.has(name) || OURS.has(name) || listed.has(name) || ABOUT_THE_CALLER.test(name);
    if (!dropped && value !== undefined) kept[name] = value;
  }
  return {
    ...kept,
    ...currentTrace(),
    'x-request-id': requestId,
    'x-forwarded-for': clientAddress(request, hops),
    'x-forwarded-proto': hops > 0 ? lastOf(headers['x-forwarded-proto']) : 'http',
    'x-forwarded-host': headers.host ?? '',
  };
}

/** A service's answer headers without connection matters. */
export function answerHeaders(headers: IncomingHttpHeaders): [string, string | string[]][] {
  const listed = connectionOptions(headers);
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || HOP_BY_HOP.has(name) || listed.has(name) ? [] : [[name, value]],
  );
}

function connectionOptions({ connection }: IncomingHttpHeaders): Set<string> {
  return new Set((connection ?? '').toLowerCase().split(/\s*,\s*/));
}

function lastOf(value: string | string[] | undefined): string {
  return [value ?? []].flat().join(',').split(',').at(-1)?.trim() || 'http';
}
