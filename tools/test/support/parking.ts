import { randomUUID } from 'node:crypto';
import { auditFinished } from '@campus/contracts/operation-events';
import { queueStates } from '@campus/messaging/queue-states';
import { deadLetterQueue } from '@campus/messaging/topology';
import { eventually } from '@campus/testing/eventually';
import { connect } from 'amqplib';
import { expect } from 'vitest';

interface Refusal {
  id?: string;
  type?: string;
  body?: string;
  headers?: Record<string, unknown>;
}

/** Puts letters among the dead letters of a consumer, as its library does; resolves to their ids when they lie there. */
export async function park(url: string, consumer: string, refusals: Refusal[]): Promise<string[]> {
  const connection = await connect(url);
  const channel = await connection.createConfirmChannel();
  const queue = deadLetterQueue(consumer);
  const { messageCount: before } = await channel.checkQueue(queue);
  const ids = refusals.map((refusal) => {
    const { id = randomUUID(), type = auditFinished.type, body = auditEvent(id) } = refusal;
    const reason = {
      'cf-error': 'BROKEN: A bug.',
      'cf-error-stack': 'at onThing (thing.ts:7)',
      'cf-handler': 'onThing',
    };
    const headers = { ...reason, 'cf-attempts': 6, 'cf-failed-at': new Date().toISOString(), ...refusal.headers };
    channel.sendToQueue(queue, Buffer.from(body), { messageId: id, type, persistent: true, headers });
    return id;
  });
  await channel.waitForConfirms();
  await connection.close();
  await lying(url, queue, before + ids.length);
  return ids;
}

/** Waits until so many messages lie in the queue: what a killed program held comes back when the broker notices. */
export async function lying(url: string, queue: string, messages: number): Promise<void> {
  await eventually(async () => expect((await queueStates(url, [queue])).get(queue)?.messages).toBe(messages), {
    timeoutMs: 15_000,
  });
}

/** An event that reporting understands. */
function auditEvent(id: string): string {
  const audit = { ...auditFinished.example.audit, id: randomUUID() };
  return JSON.stringify({
    specversion: '1.0',
    id,
    source: '/operator',
    type: auditFinished.type,
    subject: `audit/${audit.id}`,
    time: audit.finished_at,
    datacontenttype: 'application/json',
    aggregatetype: 'audit',
    aggregateid: audit.id,
    aggregateversion: 1,
    data: { audit },
  });
}
