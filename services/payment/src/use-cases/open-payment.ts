import { AppError, conflict, notFound, unavailable } from '@campus/errors/app-error';
import type { Payment } from '../domain/payment.ts';
import { createGatewayOrder } from './create-gateway-order.ts';
import type { PaymentGateway } from './payment-gateway.ts';
import type { PaymentReader, Transact, Turns } from './work.ts';

export interface OpenPayment {
  orderId: string;
  userId: string;
  amountPaise: number;
}

export interface OpenPaymentMeans {
  transact: Transact;
  gateway: PaymentGateway;
  turns: Turns;
  payments: PaymentReader;
  pause(ms: number): Promise<void>;
}

const LOOK_EVERY_MS = 50;
/** Ordering waits 2.5 s for the answer. */
const PATIENCE_LOOKS = 44;

/**
 * The payment of an order, ready for the checkout. Any number of calls, at once or later, make one gateway order. Throws 503 when it
 * could not be made in time: the payment stays and gets its order later.
 */
export async function openPayment(means: OpenPaymentMeans, command: OpenPayment): Promise<Payment> {
  const payment = await means.transact((work) =>
    work.payments.reserve({
      id: work.newId(),
      orderId: command.orderId,
      userId: command.userId,
      amountPaise: command.amountPaise,
      at: work.now,
    }),
  );
  refuseForeign(payment, command);
  if (payment.gatewayOrderId !== null) return payment;
  const turn = await means.turns.orderOf(payment.id);
  return ready(turn ? await createGatewayOrder(means, turn) : await awaitOther(means, payment.id));
}

async function awaitOther({ payments, pause }: OpenPaymentMeans, paymentId: string): Promise<Payment> {
  for (let look = 1; look <= PATIENCE_LOOKS; look += 1) {
    const payment = await payments.get(paymentId);
    if (payment.gatewayOrderId !== null || payment.closedAs) return payment;
    await pause(LOOK_EVERY_MS);
  }
  throw unavailable('The payment is not ready yet.');
}

function refuseForeign(payment: Payment, command: OpenPayment): void {
  if (payment.userId !== command.userId) throw notFound('Order');
  if (payment.amountPaise !== command.amountPaise) {
    throw conflict('PAYMENT_AMOUNT_CONFLICT', 'The order has a payment over another amount.');
  }
  ready(payment);
}

function ready(payment: Payment): Payment {
  if (!payment.closedAs) return payment;
  throw new AppError('unprocessable', 'PAYMENT_FAILED', 'This order cannot be paid any more.');
}
