import Razorpay from 'razorpay';
import { KEYS } from './start-sandbox.ts';

interface AxiosSeam {
  rq: {
    defaults: { baseURL: string };
    interceptors: {
      request: { use(change: (request: RazorpayRequest) => RazorpayRequest): void };
    };
  };
}

interface RazorpayRequest {
  url?: string;
  data?: { receipt?: string };
  headers: Record<string, string>;
}

/** The unmodified SDK through the seam of providers.md 3A; a refund carries its receipt as idempotency key. */
export function razorpayClient(baseUrl: string, keySecret = KEYS.RAZORPAY_KEY_SECRET): Razorpay {
  const client = new Razorpay({ key_id: KEYS.RAZORPAY_KEY_ID, key_secret: keySecret });
  const { rq } = client.api as unknown as AxiosSeam;
  rq.defaults.baseURL = baseUrl;
  rq.interceptors.request.use((request) => {
    if (request.url?.endsWith('/refund') && request.data?.receipt) {
      request.headers['X-Refund-Idempotency'] = request.data.receipt;
    }
    return request;
  });
  return client;
}
