import { io } from 'socket.io-client';
import { afterAll } from 'vitest';
import { WebSocket } from 'ws';
import type { Platform } from './platform.ts';

export interface OpenDoor {
  /** Resolves when the first thing was shown. */
  open: Promise<unknown>;
  ended: Promise<{ code?: number; reason?: string }>;
}

/** The order's own WebSocket. */
export function openOrder({ gateway }: Platform, orderId: string, token: string): OpenDoor {
  const url = new URL(`/api/v1/ws/orders/${orderId}?token=${token}`, gateway.replace('http', 'ws'));
  const socket = new WebSocket(url);
  afterAll(() => socket.terminate());
  socket.on('error', () => undefined);
  return {
    open: new Promise((resolve) => socket.once('message', resolve)),
    ended: new Promise((resolve) => socket.once('close', (code) => resolve({ code }))),
  };
}

/** A screen of one socket.io namespace, which does not connect again by itself. */
export function openScreen(
  { gateway }: Platform,
  namespace: string,
  token: string,
): OpenDoor & { refused: Promise<unknown> } {
  const socket = io(new URL(namespace, gateway).href, {
    transports: ['websocket'],
    auth: { token },
    forceNew: true,
    reconnection: false,
  });
  afterAll(() => void socket.close());
  return {
    open: new Promise((resolve) => socket.once('hello', resolve)),
    ended: new Promise((resolve) => socket.once('disconnect', (reason) => resolve({ reason }))),
    refused: new Promise((resolve) =>
      socket.once('connect_error', (error) => resolve('data' in error ? error.data : error.message)),
    ),
  };
}

export const openKitchen = (platform: Platform, token: string) => openScreen(platform, '/kitchen', token);

/** The kitchen's event stream. */
export async function openStream({ gateway }: Platform, token: string): Promise<OpenDoor> {
  const leaving = new AbortController();
  afterAll(() => leaving.abort());
  const response = await fetch(new URL('/api/v1/admin/orders/stream', gateway), {
    headers: { authorization: `Bearer ${token}` },
    signal: leaving.signal,
  });
  const { promise: open, resolve } = Promise.withResolvers<void>();
  return { open, ended: untilEnd(response, resolve) };
}

async function untilEnd({ body }: Response, onPart: () => void): Promise<object> {
  for await (const _part of body ?? []) onPart();
  return {};
}
