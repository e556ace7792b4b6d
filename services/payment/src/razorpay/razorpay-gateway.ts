import { unavailable } from '@campus/errors/app-error';
import type Razorpay from 'razorpay';
import { z } from 'zod';
import {
  type BooksPage,
  type CreatedOrder,
  type GatewayRefundWish,
  type OrderWish,
  PAGE_SIZE,
  type PaymentGateway,
  type SentRefund,
} from '../use-cases/payment-gateway.ts';
import {
  attemptOf,
  orderEntity,
  ourReceiptOf,
  paymentEntity,
  refundEntity,
  refundFactOf,
} from './razorpay-entities.ts';
import { answered, refusalOf } from './razorpay-fault.ts';

const collectionOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });
const orders = collectionOf(orderEntity);
const payments = collectionOf(paymentEntity);
const refunds = collectionOf(refundEntity);

type Sdk = () => Promise<Razorpay>;

export function createRazorpayGateway(sdk: Sdk): PaymentGateway {
  return {
    createOrder: async (wish) => createOrder(await sdk(), wish),
    sendRefund: async (wish) => sendRefund(await sdk(), wish),
    async findAttempt(gatewayPaymentId) {
      const client = await sdk();
      const entity = await client.payments.fetch(gatewayPaymentId).catch((thrown: unknown) => void refusalOf(thrown));
      return entity && attemptOf(paymentEntity.parse(entity));
    },
    async findOrder(gatewayOrderId) {
      const client = await sdk();
      const found = await client.orders.fetch(gatewayOrderId).catch((thrown: unknown) => void refusalOf(thrown));
      if (!found) return undefined;
      const order = orderEntity.parse(found);
      return { receipt: ourReceiptOf(order), attemptsBegun: order.attempts ?? 0 };
    },
    async attemptsOf(gatewayOrderId) {
      const client = await sdk();
      return payments.parse(await answered(client.orders.fetchPayments(gatewayOrderId))).items.map(attemptOf);
    },
    paymentsBetween: async (page) => paymentsBetween(await sdk(), page),
    async refundsOf(gatewayPaymentId) {
      const client = await sdk();
      const found = await answered(client.payments.fetchMultipleRefund(gatewayPaymentId, {}));
      return refunds.parse(found).items.map(refundFactOf);
    },
  };
}

async function paymentsBetween(client: Razorpay, { from, to, position }: BooksPage) {
  const books = { from: secondsOf(from), to: secondsOf(to), count: PAGE_SIZE, skip: position };
  return payments.parse(await answered(client.payments.all(books))).items.map(attemptOf);
}

function secondsOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

// What is authorised later than this goes back without us: by then nobody waits for the food any more.
const CAPTURE = {
  capture: 'automatic' as const,
  capture_options: { automatic_expiry_period: 12, manual_expiry_period: 12, refund_speed: 'normal' as const },
};

/** One order per receipt, whatever happens: Razorpay returns the first one, or refuses the second and we look the first up (R9). */
async function createOrder(client: Razorpay, { receipt, amountPaise }: OrderWish): Promise<CreatedOrder> {
  const body = {
    ...{ amount: amountPaise, currency: 'INR', receipt, unique_receipt: true },
    ...{ notes: { payment_id: receipt }, payment: CAPTURE },
  };
  const answer = await client.orders.create(body).catch((thrown: unknown) => ({ refusal: refusalOf(thrown) }));
  if (!('refusal' in answer)) return created(answer, { receipt, amountPaise });
  const { reason, description } = answer.refusal;
  if (!/receipt/i.test(description)) return { outcome: 'refused', reason: `${reason}: ${description}` };
  const [known] = orders.parse(await answered(client.orders.all({ receipt }))).items;
  if (!known) throw unavailable('Razorpay knows the receipt but does not list its order.');
  return created(known, { receipt, amountPaise });
}

function created(answer: object, { receipt, amountPaise }: OrderWish): CreatedOrder {
  const order = orderEntity.parse(answer);
  if (order.receipt !== receipt || order.amount !== amountPaise || order.currency !== 'INR') {
    throw unavailable(`Razorpay answered with an order that is not the one asked for: ${order.id}.`);
  }
  return { outcome: 'created', fact: { kind: 'gateway_order', gatewayOrderId: order.id } };
}

async function sendRefund(
  client: Razorpay,
  { key, gatewayPaymentId, amountPaise }: GatewayRefundWish,
): Promise<SentRefund> {
  const body = { amount: amountPaise, speed: 'normal' as const, receipt: key };
  const answer = await client.payments
    .refund(gatewayPaymentId, body)
    .catch((thrown: unknown) => ({ refusal: refusalOf(thrown) }));
  if (!('refusal' in answer)) return { outcome: 'accepted', fact: refundFactOf(refundEntity.parse(answer)) };
  const { reason, description } = answer.refusal;
  if (reason === 'insufficient_balance') return { outcome: 'blocked', by: reason };
  return { outcome: 'refused', reason: `${reason}: ${description}` };
}
