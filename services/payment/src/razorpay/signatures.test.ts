import { createHmac } from 'node:crypto';
import Razorpay from 'razorpay';
import { describe, expect, test } from 'vitest';
import { isCheckoutSignature, signatureChecks, signedWith } from './signatures.ts';

// Section 7 of providers.md; made with the SDK's own functions and plain HMAC.
const webhooks = [
  ['{"a":1,"b":2,"c":{"d":3}}', '123456', '2fe04e22977002e6c7cb553adab8b460cb9e2a4970d5953cb27a8472752e3bbc'],
  ['{"d":"₹50 चाय"}', 'whsec_campus_test', 'fd78506a79fd6fadf5fe72baedd210ef535064e42b2bab6680c3d0ed86febd74'],
] as const;

describe('a webhook signature', () => {
  test.each(webhooks)('%s is accepted', (body, secret, signature) => {
    expect(signedWith(Buffer.from(body), signature, [secret])).toBe('newest secret');
    expect(Razorpay.validateWebhookSignature(body, signature, secret)).toBe(true);
  });

  test('may be made with any of the secrets while they rotate', () => {
    const [body, secret, signature] = webhooks[0];
    expect(signedWith(Buffer.from(body), signature, ['new', secret])).toBe('older secret');
    expect(signedWith(Buffer.from(body), signature, ['new', 'other'])).toBeUndefined();
  });

  test('is made with the secret that came first, whose fingerprint tells it from others and nothing more', () => {
    const fingerprint = (...secrets: string[]) =>
      signatureChecks({ RAZORPAY_KEY_SECRET: 'key secret', RAZORPAY_WEBHOOK_SECRETS: secrets }).newestSecret;
    expect(fingerprint('new', 'old')).toBe(fingerprint('new'));
    expect(fingerprint('new')).not.toBe(fingerprint('old', 'new'));
    expect(fingerprint('new')).toMatch(/^[0-9a-f]{16}$/);
  });

  test('is refused when anything differs, is missing or has another form', () => {
    const [body, secret, signature] = webhooks[0];
    const raw = Buffer.from(body);
    for (const other of [
      undefined,
      '',
      'abc',
      signature.toUpperCase(),
      `${signature} `,
      [signature],
      `${signature}, ${signature}`,
    ]) {
      expect(signedWith(raw, other, [secret])).toBeUndefined();
    }
    expect(signedWith(Buffer.from(JSON.stringify({ a: 1, b: 2 })), signature, [secret])).toBeUndefined();
    expect(signedWith(raw, createHmac('sha256', '').update(raw).digest('hex'), [''])).toBeUndefined();
  });
});

describe('a checkout signature', () => {
  test.each([
    [
      'order_IEIaMR65cu6nz3',
      'pay_IH4NVgf4Dreq1l',
      'EnLs21M47BllR3X8PSFtjtbd',
      '0d4e745a1838664ad6c9c9902212a32d627d68e917290b0ad5f08ff4561bc50f',
    ],
    [
      'order_TESTORDER00001',
      'pay_TESTPAYMENT001',
      'campus_test_key_secret',
      'e3b122013c692588e5c3eab635e70a523263ea60cfa3151f45f46b86199ed065',
    ],
  ])('%s is accepted for this order only', (gatewayOrderId, gatewayPaymentId, secret, signature) => {
    expect(isCheckoutSignature({ gatewayOrderId, gatewayPaymentId, signature }, secret)).toBe(true);
    expect(isCheckoutSignature({ gatewayOrderId: `${gatewayOrderId}x`, gatewayPaymentId, signature }, secret)).toBe(
      false,
    );
  });
});
