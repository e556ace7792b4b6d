import type { LiveMessage } from '@campus/contracts/realtime-api';
import type { Response } from 'express';
import { LARGEST_BACKLOG_BYTES } from './connection.ts';
import type { Entry } from './entry.ts';
import type { Ending } from './sessions.ts';

const HEARTBEAT_MS = 15_000;
const RETRY_MS = 2_000;
const RETURN_MS = 100;
const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-store',
  'X-Accel-Buffering': 'no',
  // At a stop no connection may stay behind waiting for another request.
  Connection: 'close',
};

/** The answer to `HEAD`: what a reader would get, without a stream. */
export function describeStream(response: Response): void {
  response.status(200).set(HEADERS).end();
}

export function beginStream(response: Response): void {
  response.status(200).set(HEADERS).flushHeaders();
  const heartbeat = setInterval(() => writeTo(response, ': still here\n\n'), HEARTBEAT_MS);
  response.once('close', () => clearInterval(heartbeat));
}

/** A reader that is far behind is cut off: it resumes where it was with `Last-Event-ID`. */
export function writeTo(response: Response, text: string): void {
  if (isOver(response)) return;
  if (response.writableLength > LARGEST_BACKLOG_BYTES) response.destroy();
  else response.write(text);
}

/** At a restart everybody is asked to wait for another moment before coming back; whose turn is over may come back at once. */
export function endStream(response: Response, why: Ending | 'turn'): void {
  if (why === 'restart') writeTo(response, `retry: ${Math.round(RETRY_MS * (0.5 + Math.random()))}\n\n`);
  if (why === 'turn') writeTo(response, `retry: ${RETURN_MS}\n\n`);
  response.end();
}

/** Resolves when the reader has been sent what was written, or is gone. */
export async function taken(response: Response): Promise<void> {
  if (!response.writableNeedDrain || response.destroyed) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const event of ['drain', 'close']) response.once(event, resolve);
  await promise;
  for (const event of ['drain', 'close']) response.off(event, resolve);
}

export function isOver(response: Response): boolean {
  return response.destroyed || response.writableEnded;
}

/** An id without data: the browser remembers where it is and dispatches nothing. */
export function helloEvent(position: string): string {
  return `id: ${position}\nretry: ${RETRY_MS}\n: connected\n\n`;
}

export function entryEvent({ kind, position, body }: Entry): string {
  if (kind === 'start') return resyncEvent(position);
  return `id: ${position}\nevent: ${kind}\ndata: ${JSON.stringify({ position, ...body })}\n\n`;
}

export function resyncEvent(position: string): string {
  return `id: ${position}\nevent: resync\ndata: {}\n\n`;
}

/** Without an id: it says nothing about the place in the stream. */
export function liveEvent(live: boolean): string {
  return `event: live\ndata: ${JSON.stringify({ live } satisfies LiveMessage)}\n\n`;
}
