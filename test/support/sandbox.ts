import { z } from 'zod';
import { apiOf } from './api.ts';

const sms = z.object({ messages: z.array(z.object({ provider: z.string(), to: z.string(), text: z.string() })) });
const push = z.object({
  token: z.string(),
  title: z.string(),
  body: z.string(),
  data: z.record(z.string(), z.string()),
});
const pushes = z.object({ pushes: z.array(push) });
const receipt = z.object({
  razorpay_order_id: z.string(),
  razorpay_payment_id: z.string(),
  razorpay_signature: z.string(),
});
const gatewayOrders = z.object({
  orders: z.array(z.object({ id: z.string(), amount: z.int(), currency: z.string(), status: z.string() })),
});
const webhooks = z.object({
  deliveries: z.array(z.object({ event_id: z.string(), event: z.string(), state: z.string() })),
});
const ledger = z.object({
  orders: z.array(z.object({ order_id: z.string(), captured_paise: z.int(), refunded_paise: z.int() })),
});

export type Receipt = z.output<typeof receipt>;

/** The providers' side, by the control routes of the sandbox. */
export function sandboxOf(origin: string) {
  const { ask } = apiOf(origin);
  const at = (path: string) => `/__sandbox${path}`;
  return {
    smsTo: async (phone: string) => (await ask(sms, 'GET', at(`/sms?to=${encodeURIComponent(phone)}`))).messages,
    pushesTo: async (token: string) => (await ask(pushes, 'GET', at(`/push?token=${token}`))).pushes,
    pay: (gatewayOrderId: string) =>
      ask(receipt, 'POST', at('/razorpay/checkout'), { order_id: gatewayOrderId, outcome: 'success' }),
    gatewayOrder: async (gatewayOrderId: string) =>
      (await ask(gatewayOrders, 'GET', at('/razorpay/orders'))).orders.find(({ id }) => id === gatewayOrderId),
    booksOf: async (gatewayOrderId: string) =>
      (await ask(ledger, 'GET', at('/razorpay/ledger'))).orders.find(({ order_id }) => order_id === gatewayOrderId),
    holdWebhooks: () => ask(z.unknown(), 'POST', at('/webhooks/knobs'), { hold: true }),
    releaseWebhooks: () => ask(z.unknown(), 'POST', at('/webhooks/release'), { order: 'shuffled' }),
    heldWebhooks: async () =>
      (await ask(webhooks, 'GET', at('/webhooks'))).deliveries.filter(({ state }) => state === 'held'),
    webhookBody: async (eventId: string) =>
      (await ask(z.object({ body: z.string() }), 'GET', at(`/webhooks/${eventId}`))).body,
  };
}

export type Sandbox = ReturnType<typeof sandboxOf>;
