import type { PlantedBug } from './planted-bug.ts';

const ackBeforeCommit: PlantedBug = {
  name: 'ack-before-commit',
  what: 'a consumer acknowledges a message when it takes it, not when its effect is committed',
  patches: [
    {
      file: 'libs/messaging/src/process-event.ts',
      find: '    const verdict = await holdWhileAway(',
      replace: '    delivery.ack();\n    const verdict = await holdWhileAway(',
    },
    {
      file: 'libs/messaging/src/process-event.ts',
      find: '    delivery.ack();\n    settled(verdict.outcome);',
      replace: '    settled(verdict.outcome);',
    },
  ],
  // What it has in hand while its database is away is gone with it.
  episodes: [
    [
      ['database in a black hole', 'reporting'],
      ['kill', 'reporting'],
    ],
  ],
  caughtBy: 'I9',
};

const withoutOutbox: PlantedBug = {
  name: 'without-outbox',
  what: 'events are handed to the broker once and forgotten, whatever it says',
  patches: [
    {
      file: 'libs/outbox/src/relay-batch.ts',
      find: "  const confirmed = events.filter((_, index) => results[index]?.status === 'fulfilled');",
      replace: '  const confirmed = events;',
    },
    {
      file: 'libs/outbox/src/relay.ts',
      find: "    if (publisher.state() !== 'connected') return void (await bell.wait(OFFLINE_POLL_MS));\n",
      replace: '',
    },
  ],
  episodes: [[['broker down', 'rabbitmq']]],
  caughtBy: 'I9',
};

const withoutIdempotency: PlantedBug = {
  name: 'without-idempotency',
  what: 'the Idempotency-Key of a command is not kept',
  patches: [
    {
      file: 'libs/idempotency/src/answer-store.ts',
      find: '      const row = await claim(db, request);\n',
      replace: '      if (db) return undefined;\n      const row = await claim(db, request);\n',
    },
    {
      file: 'libs/idempotency/src/keep-answer.ts',
      find: '  if (!request) return;\n',
      replace: '  if (!request || trx) return;\n',
    },
    {
      file: 'services/ordering/src/persistence/placement.ts',
      find: '    async store(decision, { cap, keyed, answer }) {\n',
      replace:
        '    async store(decision, { cap, answer, ...terms }) {\n      const keyed = terms.keyed && undefined;\n',
    },
  ],
  episodes: [[['kill', 'ordering-1']]],
  caughtBy: 'I4',
};

const checkThenInsert: PlantedBug = {
  name: 'check-then-insert',
  what: 'the cap of a slot is looked at before the order is stored, not in the same statement',
  patches: [
    {
      file: 'services/ordering/src/persistence/placement.ts',
      find: 'set taken = slot_counters.taken + 1 where slot_counters.taken < :cap::int',
      replace: 'set taken = slot_counters.taken + 1',
    },
    {
      file: 'services/ordering/src/persistence/placement.ts',
      find: '      const standIn = ',
      replace: `      const { businessDay, slot } = decision.order;
      const [counter] = (await takenStatement(on, { businessDay, slot })).rows;
      if (counter && counter.taken >= cap) throw await limitReached(on, decision.order, cap);
      const standIn = `,
    },
  ],
  episodes: [[['rush for the last places', 'slot']]],
  caughtBy: 'I3',
};

const withoutInbox: PlantedBug = {
  name: 'without-inbox',
  what: 'a consumer does not remember what it has handled',
  patches: [
    {
      file: 'libs/messaging/src/inbox.ts',
      find: `  const { rowCount } = await recordStatement(trx, { consumer, messageId, type });
  return rowCount === 1;`,
      replace: '  return Boolean(trx && recordStatement && consumer && messageId && type);',
    },
  ],
  episodes: [[['duplicates', 'rabbitmq']]],
  caughtBy: 'I9',
};

const exitOnSigterm: PlantedBug = {
  name: 'exit-on-sigterm',
  what: 'a process ends at once when it is asked to stop',
  patches: [
    {
      file: 'libs/lifecycle/src/run.ts',
      find: "  process.on('SIGTERM', () => void stop('SIGTERM', 0));",
      replace: "  process.on('SIGTERM', () => process.exit(0));",
    },
  ],
  episodes: [[['rolling restart', 'gateway']], [['rolling restart', 'ordering']]],
  caughtBy: 'I11',
};

const withoutRetryAfter: PlantedBug = {
  name: 'without-retry-after',
  what: 'who is refused because a part of the platform is away is not told when to come again',
  patches: [
    {
      file: 'libs/errors/src/app-error.ts',
      find: 'message, { cause, retryAfterSeconds: 2 });',
      replace: 'message, { cause });',
    },
  ],
  episodes: [[['database crash', 'postgres']]],
  caughtBy: 'I11',
};

/** The bugs without which the harness would be no evidence: each must be caught. */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  ackBeforeCommit,
  withoutOutbox,
  withoutIdempotency,
  checkThenInsert,
  withoutInbox,
  exitOnSigterm,
  withoutRetryAfter,
];
