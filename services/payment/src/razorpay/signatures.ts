import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const HEX_SHA256 = /^[0-9a-f]{64}$/;

export interface SignatureSecrets {
  RAZORPAY_KEY_SECRET: string;
  RAZORPAY_WEBHOOK_SECRETS: readonly string[];
}

/** The checks of this installation's secrets. */
export function signatureChecks({ RAZORPAY_KEY_SECRET, RAZORPAY_WEBHOOK_SECRETS }: SignatureSecrets) {
  return {
    sha256,
    signedWith: (raw: Buffer, signature: unknown) => signedWith(raw, signature, RAZORPAY_WEBHOOK_SECRETS),
    newestSecret: fingerprintOf(RAZORPAY_WEBHOOK_SECRETS[0] ?? '', RAZORPAY_KEY_SECRET),
    isCheckoutSignature: (signed: SignedCheckout) => isCheckoutSignature(signed, RAZORPAY_KEY_SECRET),
  };
}

export interface SignedCheckout {
  gatewayOrderId: string;
  gatewayPaymentId: string;
  signature: string;
}

/** Which secret Razorpay signed exactly these bytes with, newest first. Anything but 64 lower-case hex digits is no signature. */
export function signedWith(
  raw: Buffer,
  signature: unknown,
  secrets: readonly string[],
): 'newest secret' | 'older secret' | undefined {
  // Every secret is tried, so that time does not tell which one is the current.
  const [newest, ...older] = secrets.map((secret) => matches(raw, signature, secret));
  if (newest) return 'newest secret';
  return older.includes(true) ? 'older secret' : undefined;
}

/** Tells secrets apart without telling anything about them. */
function fingerprintOf(secret: string, key: string): string {
  return createHmac('sha256', key).update(`webhook secret ${secret}`).digest('hex').slice(0, 16);
}

/** Whether the checkout of this order and payment was signed with our key secret. */
export function isCheckoutSignature(
  { gatewayOrderId, gatewayPaymentId, signature }: SignedCheckout,
  keySecret: string,
): boolean {
  return matches(Buffer.from(`${gatewayOrderId}|${gatewayPaymentId}`), signature, keySecret);
}

function sha256(raw: Buffer): string {
  return createHash('sha256').update(raw).digest('hex');
}

function matches(message: Buffer, signature: unknown, secret: string): boolean {
  if (secret === '' || typeof signature !== 'string' || !HEX_SHA256.test(signature)) return false;
  const expected = createHmac('sha256', secret).update(message).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}
