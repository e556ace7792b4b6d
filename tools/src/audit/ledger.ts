import { z } from 'zod';

const payment = z.object({ id: z.string(), amount: z.number(), captured: z.boolean() });
const refund = z.object({
  id: z.string(),
  payment_id: z.string(),
  amount: z.number(),
  status: z.enum(['pending', 'processed', 'failed']),
});
const line = z.object({
  order_id: z.string(),
  receipt: z.string().nullable(),
  amount: z.number(),
  captured_paise: z.number(),
  refunded_paise: z.number(),
  payments: z.array(payment),
  refunds: z.array(refund),
});
const ledger = z.object({ orders: z.array(line) });

/** What the provider's books say of one of its orders, in paise. */
export type LedgerLine = z.infer<typeof line>;

/** The provider's books, one line per provider order. */
export async function readLedger(sandboxUrl: string): Promise<LedgerLine[]> {
  return ledger.parse(await get(sandboxUrl, '/__sandbox/razorpay/ledger')).orders;
}

/** Webhooks the provider is still going to send by itself. */
export async function countQueuedWebhooks(sandboxUrl: string): Promise<number> {
  const overview = await get(sandboxUrl, '/__sandbox/webhooks?newest=1');
  return z.object({ queued: z.number() }).parse(overview).queued;
}

async function get(sandboxUrl: string, path: string): Promise<unknown> {
  const response = await fetch(new URL(path, sandboxUrl), { signal: AbortSignal.timeout(60_000) });
  if (!response.ok) throw new Error(`The provider answers ${response.status} at ${path}`);
  return response.json();
}
