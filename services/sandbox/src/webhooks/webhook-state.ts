import { createHash } from 'node:crypto';

export interface EventDraft {
  event: string;
  payload: Record<string, { entity: object }>;
}

export interface Endpoint {
  url: string;
  secret: string;
  /** Missing: all events. */
  events?: string[] | undefined;
  active: boolean;
}

export interface WebhookEvent {
  id: string;
  event: string;
  body: string;
  createdAtMs: number;
}

export interface DeliveryAttempt {
  at: string;
  status: number | null;
  error: string | null;
  mangled: 'tamper' | 'wrong_secret' | null;
}

export interface Delivery {
  event: WebhookEvent;
  endpoint: Endpoint;
  /** The secret of the moment the event happened: a rotation does not touch what is already queued. */
  secret: string;
  state: 'queued' | 'held' | 'delivered' | 'dropped' | 'given_up';
  attempts: DeliveryAttempt[];
}

/** Counters are used up: `drop` by events, `tamper` and `wrong_secret` by single attempts. */
export interface Knobs {
  /** Extra deliveries of each event under the same event id. */
  duplicate: number;
  drop: number;
  tamper: number;
  wrong_secret: number;
  hold: boolean;
  order: 'shuffled' | 'natural' | 'reversed';
  delay_ms: number;
  /** Regular expression over the event name; drop, tamper, wrong_secret and duplicate touch only what it matches. */
  match: string;
}

export interface WebhookState {
  endpoints: Endpoint[];
  deliveries: Delivery[];
  knobs: Knobs;
  mails: string[];
}

export function freshWebhookState(url: string | undefined, secret: string): WebhookState {
  return {
    endpoints: url ? [{ url, secret, active: true }] : [],
    deliveries: [],
    knobs: {
      duplicate: 0,
      drop: 0,
      tamper: 0,
      wrong_secret: 0,
      hold: false,
      order: 'shuffled',
      delay_ms: 0,
      match: '',
    },
    mails: [],
  };
}

/** Stable per key, so that a restarted sandbox is still the same merchant account. */
export function accountId(keyId: string): string {
  return `acc_${createHash('sha256').update(keyId).digest('hex').slice(0, 14)}`;
}
