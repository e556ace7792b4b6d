import { HEARERS, typesHeardBy } from '@campus/contracts/event-audience';
import { deadLetterQueue, serviceQueue } from '@campus/messaging/topology';
import { DATABASES } from './access.ts';
import { discardedLetters, excuses, type ParkedLetter, parkedLetters } from './excuses.ts';
import { bindingsOf, depthsOf, PARKING, parkingQueue, WORKING_QUEUES } from './queues.ts';
import { type Finding, finding, type InvariantReport } from './report.ts';
import type { Sources } from './sources.ts';
import { unheardEvents, unheardFindings } from './unheard-events.ts';

const STUCK = `select case when quarantined_at is null then 'not published yet' else 'quarantined' end as what,
  type || ' ' || event_id || coalesce(': ' || last_error, '') as id from outbox where published_at is null`;
const GIVEN_UP = `select id || ': ' || coalesce(detail, 'no reason kept') as id from webhook_inbox where outcome = 'failed'`;

/** 8. No message is stuck: outboxes drained, queues empty, dead letters explained, every event heard by all who must hear it. */
export async function checkMessages(sources: Sources): Promise<InvariantReport> {
  const { access, databases } = sources;
  const depths = await depthsOf(access.rabbitmqUrl, [...WORKING_QUEUES, ...PARKING.map(parkingQueue)]);
  const letters = await parkedLetters(sources, depths);
  const open = letters.filter(({ id }) => !access.explained?.[id]);
  const bindings = await bindingsOf(access);
  const discarded = await discardedLetters(sources);
  return {
    number: 8,
    rule: 'no message is stuck',
    figures: {
      events: await countEvents(sources),
      waiting: sum(WORKING_QUEUES.map((queue) => depths.get(queue) ?? 0)),
      'dead letters and unrouted': sum(PARKING.map((name) => depths.get(parkingQueue(name)) ?? 0)),
      bindings: bindings === undefined ? 'not compared' : bindings.size,
    },
    faults: [
      ...(await stuckEvents(sources)),
      ...(await databases.payment.offenders('a webhook that was given up', GIVEN_UP)),
      ...finding('messages wait in a queue', waitingIn(depths)),
      ...finding('a queue that does not exist', missingQueues(depths)),
      ...finding('parked and not explained', open.map(described)),
      ...finding('more is parked than was looked at', overfull(depths, letters)),
      ...finding('a service is bound to other events', bindings ? wrongBindings(bindings) : []),
      ...unheardFindings(await unheardEvents(sources, excuses(letters, discarded))),
    ],
    notes: [
      ...finding(
        'parked and explained',
        letters.flatMap(({ id, type }) => (access.explained?.[id] ? [`${type} ${id}: ${access.explained[id]}`] : [])),
      ),
      ...finding(
        'discarded by a person',
        discarded.map(({ consumer, id, reason }) => `${consumer} ${id}: ${reason}`),
      ),
    ],
  };
}

function described({ place, type, id, handler, error }: ParkedLetter): string {
  if (place === 'unrouted') return `unrouted: ${type} ${id}: no queue is bound for it`;
  return `${place}: ${type} ${id}: ${handler} says ${error || 'nothing'}`;
}

async function stuckEvents({ databases }: Sources): Promise<Finding[]> {
  const found = DATABASES.map(async (name) => {
    const findings = await databases[name].findings(STUCK);
    return findings.map((one) => ({ ...one, what: `an event of ${name} is ${one.what}` }));
  });
  return (await Promise.all(found)).flat();
}

async function countEvents({ databases }: Sources): Promise<number> {
  const counts = DATABASES.map((name) => databases[name].figures<'events'>('select count(*) as events from outbox'));
  return sum((await Promise.all(counts)).map(({ events }) => events));
}

function waitingIn(depths: Map<string, number>): string[] {
  return WORKING_QUEUES.filter((queue) => depths.get(queue)).map((queue) => `${queue}: ${depths.get(queue)}`);
}

function missingQueues(depths: Map<string, number>): string[] {
  return HEARERS.flatMap((service) => [serviceQueue(service), deadLetterQueue(service)]).filter(
    (queue) => !depths.has(queue),
  );
}

/** The messages beyond the first few, of which nothing can be said. */
function overfull(depths: Map<string, number>, letters: ParkedLetter[]): string[] {
  return PARKING.flatMap((name) => {
    const unread = (depths.get(parkingQueue(name)) ?? 0) - letters.filter(({ place }) => place === name).length;
    return unread > 0 ? [`${parkingQueue(name)}: ${unread} more`] : [];
  });
}

function wrongBindings(bindings: Set<string>): string[] {
  const expected = new Set(
    HEARERS.flatMap((service) => typesHeardBy(service).map((type) => `${serviceQueue(service)} ${type}`)),
  );
  const queues = HEARERS.map(serviceQueue);
  const ours = [...bindings].filter((binding) => queues.includes(binding.split(' ')[0] ?? ''));
  return [
    ...[...expected].filter((binding) => !bindings.has(binding)).map((binding) => `${binding} is missing`),
    ...ours.filter((binding) => !expected.has(binding)).map((binding) => `${binding} is not expected`),
  ];
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
