import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, apiClient } from './api-client.ts';
import type { Settings } from './settings.ts';

const TIMEOUT_MS = 30_000;

/**
 * Waits until ordering knows the new dishes, asking for a quote as a student of today would.
 * Dishes travel by events: if that takes unusually long, the start goes on and says so.
 */
export async function waitUntilOrderable(settings: Settings, dishIds: string[]): Promise<void> {
  if (dishIds.length === 0) return;
  const deadline = Date.now() + TIMEOUT_MS;
  const student = await signInAsStudent(settings, deadline);
  while (student && Date.now() < deadline) {
    if (await knowsDishes(student, dishIds)) return;
    await sleep(250);
  }
  console.log('The new dishes may take a moment until they can be ordered.');
}

// Dishes of another meal are refused too, but by another reason than not being known.
async function knowsDishes(student: Api, dishIds: string[]): Promise<boolean> {
  const items = dishIds.map((id) => ({ menu_item_id: id, quantity: 1 }));
  const answer = await student('POST', '/api/v1/orders/quote', { items, order_type: 'pickup', payment_method: 'cash' });
  const quote = answer.body.quote as { items?: unknown[] } | undefined;
  return answer.status === 200 && quote?.items?.length === dishIds.length;
}

async function signInAsStudent(settings: Settings, deadline: number): Promise<Api | undefined> {
  const origin = `http://127.0.0.1:${settings.ports.gateway}`;
  const visitor = apiClient(origin);
  const phone = `+919${String(Date.now()).slice(-9)}`;
  const requested = await visitor('POST', '/api/v1/auth/request-otp', { phone });
  if (requested.status !== 200) return undefined;
  const otp = await receivedCode(settings, phone, deadline);
  const session = await visitor('POST', '/api/v1/auth/verify-otp', { phone, otp });
  return session.status === 200 ? apiClient(origin, String(session.body.access_token)) : undefined;
}

async function receivedCode(settings: Settings, phone: string, deadline: number): Promise<string | undefined> {
  const sandbox = apiClient(`http://127.0.0.1:${settings.ports.sandbox}`);
  while (Date.now() < deadline) {
    const { body } = await sandbox('GET', `/__sandbox/sms?to=${encodeURIComponent(phone)}`);
    const code = /(?<![\w+-])\d{6}(?!\w)/.exec(JSON.stringify(body));
    if (code) return code[0];
    await sleep(100);
  }
  return undefined;
}
