import { setTimeout as sleep } from 'node:timers/promises';
import { HEARERS } from '@campus/contracts/event-audience';
import { replayDeadLetters } from '@campus/messaging/dead-letters';
import { queueStates } from '@campus/messaging/queue-states';
import { OTP_QUEUE, PUSH_QUEUE, serviceQueue } from '@campus/messaging/topology';
import { connect } from 'amqplib';
import { SetupFault } from '../../platform/setup-fault.ts';
import { runResend } from '../../resend/run-resend.ts';
import type { Party } from '../people/party.ts';
import type { Stage } from '../stage/open-stage.ts';
import { type Fault, without } from './fault.ts';

const TIMES = 4;
const PATIENCE_MS = 20_000;
// A relay marks what it has published within this time, and what is not marked yet is not looked for.
const MARKED_MS = 3_000;
// What is in a queue has not waited longer.
const WAITING_MS = 30_000;

const deleted: Fault = {
  name: 'queue deleted',
  how: `a queue is deleted with what is in it, ${TIMES} times; its consumer makes it again, and what was lost is sent again (make resend)`,
  victims: [OTP_QUEUE, PUSH_QUEUE, ...HEARERS.map(serviceQueue)],
  touches: () => ['rabbitmq'],
  holdSeconds: [3, 6],
  works: () => ({ operations: without(), floor: 0.98 }),
  async inject(party, queue) {
    const { stage } = party;
    const since = new Date(Date.now() - WAITING_MS);
    for (let turn = 0; turn < TIMES; turn += 1) {
      await untilConsumed(stage, queue);
      await deleteQueue(stage, queue);
    }
    return async () => {
      await untilConsumed(stage, queue);
      await sleep(MARKED_MS);
      const lost = HEARERS.find((service) => serviceQueue(service) === queue);
      if (lost) await bringBack(party, { of: lost, since });
    };
  },
};

/** Only what this queue can have lost: what is unheard for another reason is for I9 to find. */
async function bringBack(party: Party, { of, since }: { of: string; since: Date }): Promise<void> {
  const { servers, auditAccess } = party.stage;
  await replayDeadLetters({ url: servers.rabbitmq.url(), service: 'unrouted' });
  const { gateway: _, ...resent } = await runResend(auditAccess(), { checkOnly: false, of, since });
  for (const count of Object.values(resent)) party.resent += count;
}

async function deleteQueue({ servers }: Stage, queue: string): Promise<void> {
  const connection = await connect(servers.rabbitmq.url(), { timeout: 5_000 });
  connection.on('error', () => undefined);
  try {
    await (await connection.createChannel()).deleteQueue(queue);
  } finally {
    await connection.close();
  }
}

/** Nobody but its consumers makes it again. */
async function untilConsumed({ servers }: Stage, queue: string): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(100)) {
    const state = (await queueStates(servers.rabbitmq.url(), [queue])).get(queue);
    if (state && state.consumers > 0) return;
    if (Date.now() > deadline) throw new SetupFault(`${queue} was not made again within ${PATIENCE_MS / 1_000} s.`);
  }
}

export const QUEUE_FAULTS = [deleted];
