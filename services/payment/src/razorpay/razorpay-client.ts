import Razorpay from 'razorpay';

/** The part of the SDK's axios instance that is used here. */
interface Axios {
  defaults: { baseURL?: string; timeout?: number; maxRedirects?: number };
  interceptors: {
    request: { use(change: (request: AxiosRequest) => AxiosRequest): void };
    response: { use(accept: undefined, refuse: (error: AxiosFailure) => Promise<never>): void };
  };
}

interface AxiosRequest {
  url?: string;
  data?: { receipt?: string };
  headers: { set(name: string, value: string): void };
}

interface AxiosFailure {
  response?: { status: number; data?: unknown };
  code?: string;
}

export interface RazorpaySettings {
  RAZORPAY_KEY_ID: string;
  RAZORPAY_KEY_SECRET: string;
  /** The sandbox; never in production. */
  RAZORPAY_BASE_URL?: string | undefined;
}

/** The SDK has no timeout, follows redirects, loses transport errors and cannot send an idempotency key (providers.md 2.2). */
export function createRazorpayClient(settings: RazorpaySettings, timeoutMs: number): Razorpay {
  const client = new Razorpay({ key_id: settings.RAZORPAY_KEY_ID, key_secret: settings.RAZORPAY_KEY_SECRET });
  const baseURL = settings.RAZORPAY_BASE_URL;
  const axios = axiosOf(client);
  Object.assign(axios.defaults, { timeout: timeoutMs, maxRedirects: 0, ...(baseURL && { baseURL }) });
  axios.interceptors.request.use((config) => {
    const receipt = /\/payments\/\w+\/refund$/.test(config.url ?? '') && config.data?.receipt;
    if (receipt) config.headers.set('X-Refund-Idempotency', receipt);
    return config;
  });
  axios.interceptors.response.use(undefined, (error) => Promise.reject(withAnswer(error)));
  return client;
}

// The instance is a public property of the SDK that its types do not tell of: refuse to start when an update moves it.
function axiosOf(client: Razorpay): Axios {
  const api: { rq?: Axios } = client.api as object;
  if (typeof api.rq?.defaults?.baseURL !== 'string' || !api.rq.interceptors) {
    throw new Error(
      'The Razorpay SDK has no axios instance at api.rq any more: razorpay-client.ts needs another way in.',
    );
  }
  return api.rq;
}

// Without an answer the SDK throws a TypeError that hides the cause; and an axios error carries our credentials, so nothing of it is kept.
function withAnswer({ response, code }: AxiosFailure) {
  if (!response)
    return { response: { status: 0, data: { error: { code: 'TRANSPORT_ERROR', reason: code ?? 'UNKNOWN' } } } };
  const data = typeof response.data === 'object' && response.data !== null ? response.data : {};
  return { response: { status: response.status, data } };
}
