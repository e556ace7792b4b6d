import { typesHeardBy } from '@campus/contracts/event-audience';
import { DATABASES } from './access.ts';
import { INBOXES } from './audience.ts';
import { countQueuedWebhooks } from './ledger.ts';
import { depthsOf, WORKING_QUEUES } from './queues.ts';
import type { Sources } from './sources.ts';

// A handler is done with a message in this time, or the message waits in a queue again.
const IN_HAND = "interval '15 seconds'";

const PAYMENTS = `select
  (select count(*) from payments where status = 'creating' and create_at is not null) as creating,
  (select count(*) from refunds where status in ('requested', 'submitted', 'pending')) as refunds,
  (select count(*) from webhook_inbox where next_try_at is not null) as webhooks`;

/** What is still on its way somewhere, in words; empty when the system is quiet. */
export async function stillMoving(sources: Sources): Promise<string[]> {
  const { databases, access } = sources;
  const payments = await databases.payment.figures<'creating' | 'refunds' | 'webhooks'>(PAYMENTS);
  const depths = await depthsOf(access.rabbitmqUrl, WORKING_QUEUES);
  return [
    ...(await pendingEvents(sources)),
    ...[...depths].flatMap(([queue, depth]) => said(depth, `messages in ${queue}`)),
    ...(await messagesInHand(sources)),
    ...said(payments.creating, 'payments without their provider order'),
    ...said(payments.refunds, 'refunds that are not final'),
    ...said(payments.webhooks, 'webhooks that are not applied'),
    ...(access.sandboxUrl ? said(await countQueuedWebhooks(access.sandboxUrl), 'webhooks the provider will send') : []),
  ];
}

/** How far each outbox has come: as long as it does not change, nothing has happened. */
export async function progressOf({ databases }: Sources): Promise<string> {
  const ends = DATABASES.map((name) => databases[name].rows('select max(id)::text as end from outbox'));
  return JSON.stringify(await Promise.all(ends));
}

async function pendingEvents({ databases }: Sources): Promise<string[]> {
  const sql = 'select count(*) as pending from outbox where published_at is null and quarantined_at is null';
  const outboxes = DATABASES.map(async (name) => ({ name, ...(await databases[name].figures<'pending'>(sql)) }));
  return (await Promise.all(outboxes)).flatMap(({ name, pending }) => said(pending, `events in the outbox of ${name}`));
}

/** A message that a consumer works on is in no queue's depth, but its event was published and is in no inbox yet. */
async function messagesInHand({ databases }: Sources): Promise<string[]> {
  const fresh = `select event_id, type from outbox where published_at > now() - ${IN_HAND}`;
  const outboxes = DATABASES.map((name) => databases[name].rows<{ event_id: string; type: string }>(fresh));
  const events = (await Promise.all(outboxes)).flat();
  const counts = INBOXES.map(async (service) => {
    const heard = typesHeardBy(service);
    const ids = events.filter(({ type }) => heard.includes(type)).map(({ event_id }) => event_id);
    const sql = `select count(*) as missing from unnest($1::uuid[]) as sent (id)
      where not exists (select from inbox where message_id = sent.id)`;
    const { missing } = await databases[service].figures<'missing'>(sql, [ids]);
    return said(missing, `events that ${service} is working on`);
  });
  return (await Promise.all(counts)).flat();
}

function said(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count} ${what}`];
}
