import type { Request } from 'express';

export const PROVIDERS = ['razorpay', 'twilio', 'msg91', 'google', 'fcm'] as const;
export type Provider = (typeof PROVIDERS)[number];

const PATHS: [RegExp, Provider][] = [
  [/^\/v1\/projects\//, 'fcm'],
  [/^\/v1\//, 'razorpay'],
  [/^\/2010-04-01\//, 'twilio'],
  [/^\/api\/v5\//, 'msg91'],
  [/^\/token$/, 'google'],
];

/** Who a request is meant for. By path, since clients send the host header of the sandbox or of the real provider. */
export function providerOf(request: Pick<Request, 'path'>): Provider | undefined {
  return PATHS.find(([path]) => path.test(request.path))?.[1];
}
