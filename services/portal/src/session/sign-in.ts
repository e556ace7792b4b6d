import type { Role } from '@campus/contracts/values';

export interface Person {
  id: string;
  role: Role;
  /** Null for a student who has not said it yet. */
  name: string | null;
  /** The username of staff, the phone of a student. */
  login: string;
}

/** What a browser holds of a session. */
export interface SignIn {
  /** Names this session in this browser; tokens change, this stays. */
  key: string;
  person: Person;
  accessToken: string;
  refreshToken: string;
  /** By this device's clock. */
  expiresAt: number;
}

/** The tokens of an answer of auth. */
export interface TokenPair {
  access_token: string;
  refresh_token: string;
  expires_in: number;
}

export function withTokens<Held extends object>(held: Held, pair: TokenPair, now: number) {
  return {
    ...held,
    accessToken: pair.access_token,
    refreshToken: pair.refresh_token,
    expiresAt: now + pair.expires_in * 1000,
  };
}

/** Of two memories of the same session the one with the later tokens; a memory of another session never replaces ours. */
export function newerOf(ours: SignIn | undefined, theirs: SignIn | undefined): SignIn | undefined {
  if (!ours || !theirs) return ours ?? theirs;
  return ours.key === theirs.key && theirs.expiresAt > ours.expiresAt ? theirs : ours;
}
