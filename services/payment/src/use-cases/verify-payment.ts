import { AppError, notFound } from '@campus/errors/app-error';
import type { Payment } from '../domain/payment.ts';
import type { GatewayAttempt, PaymentGateway } from './payment-gateway.ts';
import { recordFacts } from './record-facts.ts';
import type { PaymentReader, Transact } from './work.ts';

export interface VerifyPayment {
  userId: string;
  gatewayOrderId: string;
  gatewayPaymentId: string;
  signature: string;
}

export interface VerifyMeans {
  transact: Transact;
  gateway: PaymentGateway;
  payments: PaymentReader;
  isCheckoutSignature(signed: { gatewayOrderId: string; gatewayPaymentId: string; signature: string }): boolean;
}

export interface Verified {
  orderId: string;
  status: 'paid' | 'pending';
}

const NEXT_LOOK_MS = 3_000;

/**
 * The app says that the checkout succeeded. The signature proves only who speaks; amount and capture are asked from
 * Razorpay, and while it does not answer the payment is pending, not failed.
 */
export async function verifyPayment(means: VerifyMeans, command: VerifyPayment): Promise<Verified> {
  const payment = await means.payments.findByGatewayOrder(command.gatewayOrderId);
  if (!payment?.gatewayOrderId || payment.userId !== command.userId) throw notFound('Order');
  if (!means.isCheckoutSignature({ ...command, gatewayOrderId: payment.gatewayOrderId })) throw failed();
  if (payment.gatewayPaymentId === command.gatewayPaymentId) return verdictOn(payment, command);
  const attempt = await means.gateway.findAttempt(command.gatewayPaymentId).catch(() => 'unknown' as const);
  if (attempt === 'unknown') return lookLater(means, payment);
  return verdictOn(await record(means, payment, attempt), command);
}

async function record({ transact }: VerifyMeans, { id, gatewayOrderId }: Payment, attempt: GatewayAttempt | undefined) {
  if (!attempt || attempt.gatewayOrderId !== gatewayOrderId) throw failed();
  return transact(async (work) => {
    const payment = await recordFacts(work, await work.payments.lock(id), [attempt.fact]);
    await work.payments.keepResponse(attempt.fact.gatewayPaymentId, attempt.response);
    return payment;
  });
}

function verdictOn(payment: Payment, { gatewayPaymentId }: VerifyPayment): Verified {
  if (payment.gatewayPaymentId === gatewayPaymentId) return { status: 'paid', orderId: payment.orderId };
  const attempt = payment.attempts.find((one) => one.gatewayPaymentId === gatewayPaymentId);
  if (!attempt?.isCaptured) return { status: 'pending', orderId: payment.orderId };
  throw failed('This payment does not pay the order; the money goes back.');
}

async function lookLater({ transact }: VerifyMeans, { id, orderId }: Payment): Promise<Verified> {
  await transact((work) => work.queues.checkLater(id, new Date(work.now.getTime() + NEXT_LOOK_MS)));
  return { status: 'pending', orderId };
}

function failed(message = 'The payment could not be verified.'): AppError {
  return new AppError('unprocessable', 'PAYMENT_FAILED', message);
}
