import { randomInt } from 'node:crypto';

interface Call {
  body?: object;
  token?: string;
  /** The client's address as the gateway forwards it. */
  from?: string;
  requestId?: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests assert the shape of what comes back
  body: any;
}

export function createClient(url: string) {
  async function call(method: string, path: string, { body, token, from, requestId }: Call = {}): Promise<Answer> {
    const response = await fetch(url + path, {
      method,
      headers: {
        connection: 'close',
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(from && { 'x-forwarded-for': from }),
        ...(requestId && { 'x-request-id': requestId }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }
  return {
    call,
    requestOtp: (phone: string, from?: string) => call('POST', '/api/v1/auth/request-otp', { body: { phone }, from }),
    verifyOtp: (phone: string, otp: string) => call('POST', '/api/v1/auth/verify-otp', { body: { phone, otp } }),
    refresh: (refresh_token: string) => call('POST', '/api/v1/auth/refresh', { body: { refresh_token } }),
    logout: (token: string) => call('POST', '/api/v1/auth/logout', { token }),
    login: (username: string, password: string, from?: string) =>
      call('POST', '/api/v1/admin/auth/login', { body: { username, password }, from }),
  };
}

/** All that an answer tells whoever gets it, without what differs from one request to the next. */
export function seen(answer: Answer | undefined) {
  const { 'x-request-id': _id, date: _date, ...headers } = Object.fromEntries(answer?.headers ?? []);
  return { status: answer?.status, text: answer?.text, headers };
}

export function newPhone(): string {
  return `+91${randomInt(6, 10)}${String(randomInt(10 ** 9)).padStart(9, '0')}`;
}

/** A code that is not this one. */
export function wrongCode(code: string, offset = 1): string {
  return String((Number(code) + offset) % 1_000_000).padStart(6, '0');
}
