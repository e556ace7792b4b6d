import type { TokenPair } from '../use-cases/open-session.ts';

export function tokenView({ accessToken, refreshToken, expiresInSeconds }: TokenPair) {
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: 'bearer' as const,
    expires_in: expiresInSeconds,
  };
}
