import { DEPENDENCY_NAMES, type DependencyName } from './dependencies.ts';
import { FEATURE_NAMES, type FeatureName } from './features.ts';
import type { Missing } from './visit.ts';

/** What somebody meets who uses a feature while a dependency is away. */
export type Expectation =
  | { kind: 'works' }
  /** `comes`: what is missed comes by itself once the dependency is back, or has to be asked for again. */
  | { kind: 'degraded'; misses: Missing; how: string; comes: 'by itself' | 'when asked again' }
  /** Within 3 s, in the error envelope, with `Retry-After`; a socket is closed with the code. */
  | { kind: 'unavailable'; status: number; code: string };

const WORKS: Expectation = { kind: 'works' };
const CLOSED: Expectation = { kind: 'unavailable', status: 503, code: 'SERVICE_UNAVAILABLE' };
const SENT_AWAY: Expectation = { kind: 'unavailable', status: 1013, code: 'SERVICE_UNAVAILABLE' };

const late = (misses: Missing, how: string): Expectation => ({ kind: 'degraded', misses, how, comes: 'by itself' });

const CODE_LATE = late('code', 'the code comes when it is back');
const CODE_LOST: Expectation = {
  kind: 'degraded',
  misses: 'code',
  how: 'no code comes; who asks again later gets one',
  comes: 'when asked again',
};
const LAST_MENU = late('fresh menu', 'the last known menu, with its `Age`, for ten minutes');
const CHECKOUT_LATE = late('checkout', 'the order is taken, its checkout follows');
const PENDING = late('confirmation', 'the payment is pending, and confirmed when it is back');
const MARKED_LATE = late('mark on the order', 'the payment is confirmed, the order says so later');
const NEWS_LATE = late('news', 'the order is shown as it is, changes come when it is back');
const BOARD_LATE = late('tickets', 'the list works, the screen moves when it is back');

/** Where nothing is said the feature works: it needs nothing of the dependency, or can do without for as long as it may take. */
const EXCEPTIONS: Record<DependencyName, Partial<Record<FeatureName, Expectation>>> = {
  "ordering's database": {
    'place order, cash': CLOSED,
    'place order, UPI': CLOSED,
    pay: MARKED_LATE,
    'status read': CLOSED,
    'live status': SENT_AWAY,
    'kitchen board': CLOSED,
    config: CLOSED,
  },
  "catalog's database": { 'browse menu': LAST_MENU },
  "auth's database": { login: CLOSED, 'staff login': CLOSED },
  "payment's database": { 'place order, UPI': CHECKOUT_LATE, pay: CLOSED },
  "notification's database": { login: CODE_LATE },
  "reporting's database": { reports: CLOSED },
  RabbitMQ: { login: CLOSED, pay: MARKED_LATE, 'live status': NEWS_LATE, 'kitchen board': BOARD_LATE },
  Redis: { login: CLOSED, 'staff login': CLOSED, 'live status': NEWS_LATE, 'kitchen board': BOARD_LATE },
  Razorpay: { 'place order, UPI': CHECKOUT_LATE, pay: PENDING },
  SMS: { login: CODE_LOST },
  FCM: {},
  auth: { login: CLOSED, 'staff login': CLOSED },
  catalog: { 'browse menu': CLOSED },
  ordering: {
    'place order, cash': CLOSED,
    'place order, UPI': CLOSED,
    pay: MARKED_LATE,
    'status read': CLOSED,
    'live status': SENT_AWAY,
    'kitchen board': CLOSED,
    config: CLOSED,
  },
  payment: { 'place order, UPI': CHECKOUT_LATE, pay: CLOSED },
  notification: { login: CODE_LATE },
  reporting: { reports: CLOSED },
  realtime: { 'live status': CLOSED, 'kitchen board': BOARD_LATE },
};

export function expectationOf(feature: FeatureName, dependency: DependencyName): Expectation {
  return EXCEPTIONS[dependency][feature] ?? WORKS;
}

/** Every cell, column by column. */
export const CELLS = DEPENDENCY_NAMES.flatMap((dependency) =>
  FEATURE_NAMES.map((feature) => ({ dependency, feature, expected: expectationOf(feature, dependency) })),
);

export function inWords(expected: Expectation): string {
  if (expected.kind === 'works') return 'works';
  if (expected.kind === 'degraded') return `degraded: ${expected.how}`;
  return `unavailable: ${expected.status} ${expected.code}`;
}
