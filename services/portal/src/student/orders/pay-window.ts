import type { verifyPaymentBody } from '@campus/contracts/payments-api';
import type { Input } from '../../api/endpoint-types.ts';
import type { PortalSettings } from '../../app/portal-settings.ts';

export type Receipt = Input<typeof verifyPaymentBody>;
export type Outcome = { kind: 'paid'; receipt: Receipt } | { kind: 'failed' | 'closed' | 'blocked' | 'unreachable' };

export interface Payable {
  gateway_order_id: string;
  key_id: string;
  amount: number;
}

interface RazorpayOptions {
  key: string;
  order_id: string;
  amount: number;
  currency: 'INR';
  handler(receipt: Receipt): void;
  modal: { ondismiss(): void };
}
type RazorpayWindow = Window & { Razorpay?: new (options: RazorpayOptions) => { open(): void } };

const LOOK_MS = 500;

/** Opens the checkout, in the click that asked for it: else the browser blocks the window. */
export function openCheckout(checkout: PortalSettings['checkout'], payable: Payable): Promise<Outcome> {
  return checkout.kind === 'sandbox' ? payInSandbox(checkout.url, payable) : payAtRazorpay(checkout.script, payable);
}

function payInSandbox(url: string, { gateway_order_id }: Payable): Promise<Outcome> {
  const page = new URL(url, location.href);
  page.searchParams.set('order_id', gateway_order_id);
  const opened = window.open(page, 'campus-checkout', 'popup,width=440,height=640');
  if (!opened) return Promise.resolve({ kind: 'blocked' });
  return new Promise((resolve) => {
    const finish = (outcome: Outcome) => {
      clearInterval(looking);
      removeEventListener('message', hear);
      if (outcome.kind === 'paid') opened.close();
      resolve(outcome);
    };
    const hear = ({ origin, source, data }: MessageEvent) => {
      if (origin !== page.origin || source !== opened) return;
      if (data?.razorpay_order_id === gateway_order_id) finish({ kind: 'paid', receipt: receiptOf(data) });
      else finish({ kind: 'failed' });
    };
    const looking = setInterval(() => opened.closed && finish({ kind: 'closed' }), LOOK_MS);
    addEventListener('message', hear);
  });
}

async function payAtRazorpay(script: string, { gateway_order_id, key_id, amount }: Payable): Promise<Outcome> {
  const Razorpay = await loadRazorpay(script);
  if (!Razorpay) return { kind: 'unreachable' };
  return new Promise((resolve) =>
    new Razorpay({
      key: key_id,
      order_id: gateway_order_id,
      amount: Math.round(amount * 100),
      currency: 'INR',
      handler: (receipt) => resolve({ kind: 'paid', receipt: receiptOf(receipt) }),
      modal: { ondismiss: () => resolve({ kind: 'closed' }) },
    }).open(),
  );
}

function loadRazorpay(script: string): Promise<RazorpayWindow['Razorpay']> {
  const loaded = (window as RazorpayWindow).Razorpay;
  if (loaded) return Promise.resolve(loaded);
  return new Promise((resolve) => {
    const element = Object.assign(document.createElement('script'), { src: script });
    element.onload = () => resolve((window as RazorpayWindow).Razorpay);
    element.onerror = () => resolve(undefined);
    document.head.append(element);
  });
}

function receiptOf({ razorpay_order_id, razorpay_payment_id, razorpay_signature }: Receipt): Receipt {
  return { razorpay_order_id, razorpay_payment_id, razorpay_signature };
}
