import { z } from 'zod';
import { SetupFault } from '../../platform/setup-fault.ts';

const receipt = z.object({
  razorpay_order_id: z.string(),
  razorpay_payment_id: z.string(),
  razorpay_signature: z.string(),
});
export type Receipt = z.output<typeof receipt>;

/** The control routes of the sandbox, called past every fault: the phone's inbox, the UPI app, and how badly the provider behaves. */
export interface ProviderDesk {
  /** The code in the newest SMS, if there is one. */
  codeFor(phone: string): Promise<string | undefined>;
  /** The receipt, unless the checkout has none to give. */
  checkOut(gatewayOrderId: string, outcome: string): Promise<Receipt | undefined>;
  tell(path: string, body: object): Promise<void>;
  ask<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>>;
  forgive(): Promise<void>;
}

const PATIENCE_MS = 10_000;
const inbox = z.object({ messages: z.array(z.object({ text: z.string() })) });

export function providerDeskAt(sandbox: string): ProviderDesk {
  const send = (method: string, path: string, body?: object) =>
    fetch(new URL(`/__sandbox${path}`, sandbox), {
      method,
      body: body && JSON.stringify(body),
      headers: body ? { 'content-type': 'application/json' } : {},
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  const request = async (method: string, path: string, body?: object): Promise<unknown> => {
    const text = await (await send(method, path, body)).text();
    return text === '' ? undefined : JSON.parse(text);
  };
  // A wish that it does not understand would otherwise be a fault that nobody injected.
  const order = async (method: string, path: string, body?: object) => {
    const response = await send(method, path, body);
    if (!response.ok) throw new SetupFault(`The sandbox refuses ${method} ${path}: ${await response.text()}`);
  };
  return {
    async codeFor(phone) {
      const { messages } = inbox.parse(await request('GET', `/sms?to=${encodeURIComponent(phone)}`));
      return /\b\d{6}\b/.exec(messages.at(-1)?.text ?? '')?.[0];
    },
    checkOut: async (order_id, outcome) =>
      receipt.safeParse(await request('POST', '/razorpay/checkout', { order_id, outcome })).data,
    async tell(path, body) {
      await order('POST', path, body);
    },
    ask: async (path, schema) => schema.parse(await request('GET', path)),
    async forgive() {
      await order('DELETE', '/faults');
    },
  };
}
