import type { PageApp } from './page-paths.ts';

export type Checkout = { kind: 'razorpay'; script: string } | { kind: 'sandbox'; url: string };

const OWN: Record<string, string[]> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'worker-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
};

// Standard Checkout: checkout.js and its risk script, the sheet in a frame, and what both of them call (razorpay-magento's allow-list).
const RAZORPAY: Record<string, string[]> = {
  'script-src': ['https://checkout.razorpay.com', 'https://cdn.razorpay.com'],
  'frame-src': ['https://api.razorpay.com', 'https://checkout.razorpay.com'],
  'connect-src': ['https://api.razorpay.com', 'https://checkout.razorpay.com', 'https://lumberjack.razorpay.com'],
  'img-src': ['https://cdn.razorpay.com', 'https://checkout.razorpay.com'],
};

/** The Content-Security-Policy of a page: only what comes from here, and for a student who can pay there, Razorpay. */
export function pagePolicy(app: PageApp, checkout: Checkout): string {
  const more = app === 'student' && checkout.kind === 'razorpay' ? RAZORPAY : {};
  const names = new Set([...Object.keys(OWN), ...Object.keys(more)]);
  return [...names].map((name) => [name, ...(OWN[name] ?? []), ...(more[name] ?? [])].join(' ')).join('; ');
}
