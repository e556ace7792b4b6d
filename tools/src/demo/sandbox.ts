import { z } from 'zod';
import { createPerson } from './person.ts';
import { until } from './until.ts';

const sms = z.object({ messages: z.array(z.object({ text: z.string() })) });
const pushes = z.object({ pushes: z.array(z.object({ title: z.string().nullable(), body: z.string().nullable() })) });
const callback = z.object({
  razorpay_order_id: z.string(),
  razorpay_payment_id: z.string(),
  razorpay_signature: z.string(),
});
const refused = z.object({ error: z.object({ reason: z.string() }) });
const books = z.object({
  orders: z.array(
    z.object({
      order_id: z.string(),
      captured_paise: z.number(),
      refunded_paise: z.number(),
      payments: z.array(z.unknown()),
    }),
  ),
});

export type GatewayBooks = z.output<typeof books>['orders'];
type Callback = z.output<typeof callback>;

/** What is in a student's pocket and behind it: the SMS inbox, the pushes, the UPI app, and Razorpay's own books. */
export interface Pocket {
  readCode(phone: string, name: string): Promise<string>;
  pushesTo(deviceToken: string): Promise<z.output<typeof pushes>['pushes']>;
  pay(gatewayOrderId: string): Promise<Callback>;
  /** The money leaves the account, but the app dies before it hears of it: only the webhook tells. */
  payAndLoseTheApp(gatewayOrderId: string): Promise<void>;
  /** Resolves to the reason. */
  failToPay(gatewayOrderId: string): Promise<string>;
  gatewayBooks(): Promise<GatewayBooks>;
}

/** The control routes of the sandbox. */
export function openPocket(origin: string): Pocket {
  const sandbox = createPerson(origin, 'sandbox');
  const checkout = <Schema extends z.ZodType>(answer: Schema, order_id: string, outcome: string) =>
    sandbox.ask('POST', '/__sandbox/razorpay/checkout', answer, { order_id, outcome });

  return {
    readCode: (phone, name) =>
      until(`the SMS with the sign-in code for ${name}`, async () => {
        const path = `/__sandbox/sms?to=${encodeURIComponent(phone)}`;
        const { messages } = await sandbox.ask('GET', path, sms);
        return /\b\d{6}\b/.exec(messages.at(-1)?.text ?? '')?.[0];
      }),
    async pushesTo(deviceToken) {
      return (await sandbox.ask('GET', `/__sandbox/push?token=${deviceToken}`, pushes)).pushes;
    },
    pay: (gatewayOrderId) => checkout(callback, gatewayOrderId, 'success'),
    async payAndLoseTheApp(gatewayOrderId) {
      await checkout(z.object({}), gatewayOrderId, 'no_callback');
    },
    async failToPay(gatewayOrderId) {
      return (await checkout(refused, gatewayOrderId, 'fail:incorrect_pin')).error.reason;
    },
    async gatewayBooks() {
      return (await sandbox.ask('GET', '/__sandbox/razorpay/ledger', books)).orders;
    },
  };
}
