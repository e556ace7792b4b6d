import type { AxiosInstance } from 'axios';
import Razorpay from 'razorpay';

export interface RazorpaySettings {
  RAZORPAY_KEY_ID: string;
  RAZORPAY_KEY_SECRET: string;
  /** The sandbox; never in production. */
  RAZORPAY_BASE_URL?: string | undefined;
}

const TIMEOUT_MS = 8_000;

/** The SDK has no timeout, follows redirects, loses transport errors and cannot send an idempotency key (providers.md 2.2). */
export function createRazorpayClient(settings: RazorpaySettings): Razorpay {
  const client = new Razorpay({ key_id: settings.RAZORPAY_KEY_ID, key_secret: settings.RAZORPAY_KEY_SECRET });
  const baseURL = settings.RAZORPAY_BASE_URL;
  const axios = axiosOf(client);
  Object.assign(axios.defaults, { timeout: TIMEOUT_MS, maxRedirects: 0, ...(baseURL && { baseURL }) });
  axios.interceptors.request.use((config) => {
    if (/\/payments\/\w+\/refund$/.test(config.url ?? ''))
      config.headers.set('X-Refund-Idempotency', config.data.receipt);
    return config;
  });
  axios.interceptors.response.use(undefined, (error) => Promise.reject(withAnswer(error)));
  return client;
}

// The instance is a public property of the SDK that its types do not tell of: refuse to start when an update moves it.
function axiosOf(client: Razorpay): AxiosInstance {
  const api: { rq?: AxiosInstance } = client.api as object;
  if (typeof api.rq?.defaults?.baseURL !== 'string' || !api.rq.interceptors) {
    throw new Error(
      'The Razorpay SDK has no axios instance at api.rq any more: razorpay-client.ts needs another way in.',
    );
  }
  return api.rq;
}

// Without an answer the SDK throws a TypeError that hides the cause; and an axios error carries our credentials, so nothing of it is kept.
function withAnswer(error: { response?: { status: number; data?: unknown }; code?: string }) {
  const { response, code } = error;
  if (!response)
    return { response: { status: 0, data: { error: { code: 'TRANSPORT_ERROR', reason: code ?? 'UNKNOWN' } } } };
  const data = typeof response.data === 'object' && response.data !== null ? response.data : {};
  return { response: { status: response.status, data } };
}
