export const TOKEN_BEHAVIOURS = [
  'ok',
  'UNREGISTERED',
  'INVALID_ARGUMENT',
  'SENDER_ID_MISMATCH',
  'THIRD_PARTY_AUTH_ERROR',
  'QUOTA_EXCEEDED',
  'UNAVAILABLE',
  'INTERNAL',
  'slow',
  'reset',
] as const;

export interface TokenBehaviour {
  behaviour: (typeof TOKEN_BEHAVIOURS)[number];
  /** Missing: for ever. */
  times?: number | undefined;
  retry_after_s?: number | undefined;
  delay_ms: number;
}

export interface Push {
  /** The device token, or `topic:…` / `condition:…`. */
  token: string;
  title: string | null;
  body: string | null;
  data: Record<string, string>;
  at: string;
  name: string;
  message: unknown;
}

export interface FcmState {
  pushes: Push[];
  tokens: Map<string, TokenBehaviour>;
}

export function freshFcmState(): FcmState {
  return { pushes: [], tokens: new Map() };
}
