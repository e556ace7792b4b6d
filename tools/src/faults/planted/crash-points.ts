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
    name: `${replica} before it publishes`,
    replicas: [replica],
    patches: before(PUBLISH, RELAY, dieOnceIn(5, 'events.length > 0')),
  },
  {
    // Within the transaction: what is published is not marked.
    name: `${replica} before it marks what is published`,
    replicas: [replica],
    patches: before(MARK, RELAY, dieOnceIn(5, 'events.length > 0')),
  },
];

const consumer = ([replica, times]: [string, number]): CrashPoint => ({
  name: `${replica} before it acknowledges`,
  replicas: [replica],
  patches: before(ACK, CONSUMER, dieOnceIn(times)),
});

const threeBeats: CrashPoint[] = [
  {
    name: 'payment before Razorpay is asked for an order',
    replicas: PAYMENTS,
    patches: before(CREATE, PAYMENT_ORDER, dieOnceIn(3)),
  },
  {
    name: 'payment before the order at Razorpay is recorded',
    replicas: PAYMENTS,
    patches: before(CREATED, PAYMENT_ORDER, dieOnceIn(3)),
  },
  {
    name: 'payment before Razorpay is asked for a refund',
    replicas: PAYMENTS,
    patches: before(SEND, REFUND, dieOnceIn(1)),
  },
  {
    name: 'payment before the refund at Razorpay is recorded',
    replicas: PAYMENTS,
    patches: before(SENT, REFUND, dieOnceIn(1)),
  },
  {
    name: 'notification before FCM is asked',
    replicas: ['notification'],
    patches: before(PUSHING, PUSH, dieOnceIn(8)),
  },
  {
    name: 'notification before what FCM said is recorded',
    replicas: ['notification'],
    patches: before(PUSHED, PUSH, dieOnceIn(8)),
  },
];

/** Consumers, and in how many messages they die once. */
const BY_MESSAGES: [string, number][] = [
  ['ordering-1', 5],
  ['notification', 25],
  ['reporting', 25],
  ['realtime-1', 15],
];

/** Between what must not be torn apart: each death leaves something half done, and every invariant must hold all the same. */
export const CRASH_POINTS: readonly CrashPoint[] = [
  ...['ordering-1', 'payment-1'].flatMap(relay),
  ...BY_MESSAGES.map(consumer),
  ...threeBeats,
];
