import type { Patch } from './planted-bug.ts';

/** A place in the sources where a process may die, and the processes that come by. */
export interface CrashPoint {
  name: string;
  replicas: readonly [string, ...string[]];
  patches: readonly Patch[];
}

const RELAY = 'libs/outbox/src/relay-batch.ts';
const CONSUMER = 'libs/messaging/src/process-event.ts';
const PAYMENT_ORDER = 'services/payment/src/use-cases/create-gateway-order.ts';
const REFUND = 'services/payment/src/use-cases/send-refund.ts';
const PUSH = 'services/notification/src/use-cases/deliver-push.ts';
const PAYMENTS = ['payment-1', 'payment-2'] as const;

/** Kill -9 at every n-th passing, on average: nothing is said, nothing is tidied up. */
const dieOnceIn = (times: number, condition = 'true') =>
  `  if (${condition} && Math.random() < 1 / ${times}) process.kill(process.pid, 'SIGKILL');\n`;

/** Dies on the way to the line. */
function before(line: string, file: string, death: string): Patch[] {
  return [{ file, find: line, replace: `${death}${line}` }];
}

const PUBLISH = '  const results = await Promise.allSettled(events.map((event) => publishEvent(publisher, event)));\n';
const MARK = '  const failed = events.length - confirmed.length;\n';
const ACK = '    delivery.ack();\n    settled(verdict.outcome);';
const CREATE = '  const created = await gateway\n';
const CREATED = '  return transact((work) => record(work, turn, created));\n';
const SEND = '  const fact = await outcomeOf(means.gateway, refund)';
const SENT = `  await means.transact(async (work) => {
    await recordFacts(work, await work.payments.lock(turn.paymentId), [fact]);`;
const PUSHING = '  const outcome = await outcomeOf(push, means.gateway);\n';
const PUSHED = '  return means.transact((work) => {\n    const state = afterTurn(';

const relay = (replica: string): CrashPoint[] => [
  {
    name: `${replica}: committed, not yet published`,
    replicas: [replica],
    patches: before(PUBLISH, RELAY, dieOnceIn(5, 'events.length > 0')),
  },
  {
    // Within the transaction: what is published is not marked.
    name: `${replica}: published, not yet marked`,
    replicas: [replica],
    patches: before(MARK, RELAY, dieOnceIn(5, 'events.length > 0')),
  },
];

const consumer = (replica: string): CrashPoint => ({
  name: `${replica}: effect committed, not yet acknowledged`,
  replicas: [replica],
  patches: before(ACK, CONSUMER, dieOnceIn(25)),
});

const threeBeats: CrashPoint[] = [
  {
    name: 'payment: reserved, Razorpay not yet asked for an order',
    replicas: PAYMENTS,
    patches: before(CREATE, PAYMENT_ORDER, dieOnceIn(3)),
  },
  {
    name: 'payment: order made at Razorpay, not yet recorded',
    replicas: PAYMENTS,
    patches: before(CREATED, PAYMENT_ORDER, dieOnceIn(3)),
  },
  {
    name: 'payment: refund submitted, Razorpay not yet told',
    replicas: PAYMENTS,
    patches: before(SEND, REFUND, dieOnceIn(2)),
  },
  {
    name: 'payment: refunded at Razorpay, not yet recorded',
    replicas: PAYMENTS,
    patches: before(SENT, REFUND, dieOnceIn(2)),
  },
  {
    name: 'notification: push taken, FCM not yet told',
    replicas: ['notification'],
    patches: before(PUSHING, PUSH, dieOnceIn(8)),
  },
  {
    name: 'notification: pushed by FCM, not yet recorded',
    replicas: ['notification'],
    patches: before(PUSHED, PUSH, dieOnceIn(8)),
  },
];

/** Between what must not be torn apart: each death leaves something half done, and every invariant must hold all the same. */
export const CRASH_POINTS: readonly CrashPoint[] = [
  ...['ordering-1', 'payment-1'].flatMap(relay),
  ...['ordering-1', 'notification', 'reporting', 'realtime-1'].map(consumer),
  ...threeBeats,
];
