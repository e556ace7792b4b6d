import type { IncomingMessage } from 'node:http';
import type { Caller, VerifyToken } from '@campus/auth/verify-token';
import { AppError, unauthenticated } from '@campus/errors/app-error';
import { clientAddress } from './client-address.ts';
import type { Limits } from './rate-limit.ts';
import type { GatewayRoute } from './routes.ts';

export interface AdmissionOptions {
  /** Refuses ended sessions too. */
  verifyToken: VerifyToken;
  limits: Limits;
  hops: number;
}

/** Resolves to whoever is signed in. */
export type Admit = (route: GatewayRoute, request: IncomingMessage) => Promise<Caller | undefined>;

/**
 * Refuses early what a service would refuse anyway, and ended sessions, which only it refuses: 401 without a good token, 429 beyond the limit. Whoever is signed in is counted
 * as that person, everyone else by address, so that one campus address never limits the people behind it.
 */
export function createAdmission({ verifyToken, limits, hops }: AdmissionOptions): Admit {
  async function identify(request: IncomingMessage): Promise<Caller | AppError> {
    try {
      return await verifyToken(bearerToken(request));
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  }

  return async (route, request) => {
    if (route.unlimited) return undefined;
    const caller = await identify(request);
    if (!(caller instanceof AppError)) {
      await limits.user(caller.id);
      return caller;
    }
    await limits.address(clientAddress(request, hops));
    if (route.may === 'signed-in') throw caller;
    return undefined;
  };
}

function bearerToken({ headers }: IncomingMessage): string {
  const [scheme, token] = (headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw unauthenticated('Send an access token as a bearer token.');
  return token;
}
