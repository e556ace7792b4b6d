import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EVENTS } from '@campus/messaging/topology';
import { connect } from 'amqplib';
import pg from 'pg';
import { runCommand } from '../../platform/commands.ts';
import { SetupFault } from '../../platform/setup-fault.ts';
import type { Party } from '../people/party.ts';
import { POISON_TYPE } from '../world/poison.ts';
import { type Fault, nothingToHeal, wholly, without } from './fault.ts';

const BROKER = { victims: ['rabbitmq'], touches: () => ['rabbitmq'] } as const;
// Orders are taken while nobody can be told of them: that is what the outbox is for.
const HOUSE_WORKS = () => ({ operations: without(), floor: 0.98 });

async function control({ stage }: Party, ...command: string[]): Promise<string> {
  const answer = await runCommand([...stage.servers.rabbitmq.rabbitmqctl(), ...command]);
  if (!answer.succeeded) throw new SetupFault(`rabbitmqctl ${command.join(' ')}: ${answer.output}`);
  return answer.output;
}

const down: Fault = {
  ...BROKER,
  name: 'broker down',
  how: 'rabbitmqctl stop_app, later start_app',
  holdSeconds: [6, 15],
  works: HOUSE_WORKS,
  async inject(party) {
    await control(party, 'stop_app');
    return async () => void (await control(party, 'start_app'));
  },
};

const crash: Fault = {
  ...BROKER,
  name: 'broker crash',
  how: 'kill -9 of the broker, started again on the data it left',
  holdSeconds: [2, 5],
  works: HOUSE_WORKS,
  async inject({ stage }) {
    await stage.servers.rabbitmq.end('SIGKILL');
    return stage.servers.rabbitmq.startAgain;
  },
};

/** What raises an alarm, and what ends it again. */
const ALARMS: Record<string, { raise: string[]; clear: string[] }> = {
  memory: {
    raise: ['set_vm_memory_high_watermark', 'absolute', '1000'],
    clear: ['set_vm_memory_high_watermark', '0.6'],
  },
  disk: { raise: ['set_disk_free_limit', '1000000GB'], clear: ['set_disk_free_limit', '50MB'] },
};
const ALARM_MS = 15_000;

const alarm: Fault = {
  ...BROKER,
  name: 'broker alarm',
  how: 'set_vm_memory_high_watermark or set_disk_free_limit to what it cannot meet: publishers are blocked, confirms do not come',
  victims: ['memory', 'disk'],
  holdSeconds: [6, 12],
  works: HOUSE_WORKS,
  async inject(party, victim) {
    const { raise, clear } = ALARMS[victim] ?? {};
    await control(party, ...(raise ?? []));
    const heal = async () => void (await control(party, ...(clear ?? [])));
    return wholly(heal, () => untilAlarmed(party, victim));
  },
};

/** The broker looks at its memory and its disk now and then only. */
async function untilAlarmed(party: Party, what: string): Promise<void> {
  for (const deadline = Date.now() + ALARM_MS; ; await sleep(200)) {
    const alarms = await control(party, 'eval', 'rabbit_alarm:get_alarms().');
    if (alarms.includes(what)) return;
    if (Date.now() > deadline) throw new SetupFault(`No alarm for its ${what} within ${ALARM_MS / 1_000} s.`);
  }
}

const forcedClose: Fault = {
  ...BROKER,
  name: 'connections closed by the broker',
  how: 'rabbitmqctl close_all_connections, twice',
  holdSeconds: [2, 4],
  works: HOUSE_WORKS,
  async inject(party) {
    await control(party, 'close_all_connections', 'faults');
    await control(party, 'close_all_connections', 'faults again');
    return nothingToHeal;
  },
};

const unreachable: Fault = {
  ...BROKER,
  name: 'broker in a black hole',
  how: 'nothing arrives at the broker and nothing comes from it, connections stand',
  holdSeconds: [8, 20],
  works: HOUSE_WORKS,
  async inject({ stage }) {
    const heal = stage.network.change({ target: 'rabbitmq' }, { kind: 'black hole' });
    return async () => heal();
  },
};

const POISON_EACH = 3;

const poison: Fault = {
  ...BROKER,
  name: 'poison',
  how: 'events that are no JSON, of an unknown shape and without ids, between the others: parked, nobody waits behind them',
  holdSeconds: [3, 5],
  works: HOUSE_WORKS,
  async inject(party) {
    await publishing(party, async (publish) => {
      for (let turn = 0; turn < POISON_EACH; turn += 1) {
        const garbage = ['{"half": ', JSON.stringify({ specversion: '9', data: { order: { id: 7 } } }), ''];
        for (const body of garbage) {
          const id = randomUUID();
          party.poisoned.add(id);
          await publish({ type: POISON_TYPE, id, body });
        }
      }
    });
    return nothingToHeal;
  },
};

const COPIES = 20;
const RECENT = 40;
const KNOWN =
  'select event_id::text as id, type, body::text as body, aggregate_type, aggregate_id, aggregate_version from outbox';

const duplicates: Fault = {
  ...BROKER,
  name: 'duplicates',
  how: `the last ${RECENT} events of ordering and payment and some of the oldest once more, newest first, each ${COPIES / 10} to ${COPIES} times`,
  holdSeconds: [3, 6],
  works: HOUSE_WORKS,
  async inject(party) {
    const events = [...(await eventsOf(party, 'ordering')), ...(await eventsOf(party, 'payment'))];
    await publishing(party, async (publish) => {
      for (const [index, event] of events.entries()) {
        const copies = index % 10 === 0 ? COPIES : COPIES / 10;
        for (let copy = 0; copy < copies; copy += 1) await publish(event);
      }
    });
    return nothingToHeal;
  },
};

interface Copy {
  id: string;
  type: string;
  body: string;
  headers?: Record<string, unknown>;
}

async function eventsOf({ stage }: Party, name: 'ordering' | 'payment'): Promise<Copy[]> {
  const client = new pg.Client({ connectionString: stage.databaseUrl(name), connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const published = `${KNOWN} where published_at is not null order by id`;
    const { rows } = await client.query(
      `(${published} desc limit ${RECENT}) union all (${published} limit ${RECENT / 4})`,
    );
    return rows.map(({ id, type, body, ...aggregate }) => ({
      id,
      type,
      body,
      headers: {
        'cf-aggregate-type': aggregate.aggregate_type,
        'cf-aggregate-id': aggregate.aggregate_id,
        'cf-aggregate-version': aggregate.aggregate_version,
      },
    }));
  } finally {
    await client.end();
  }
}

async function publishing(
  { stage }: Party,
  work: (publish: (message: Copy) => Promise<void>) => Promise<void>,
): Promise<void> {
  const connection = await connect(stage.servers.rabbitmq.url(), { timeout: 5_000 });
  connection.on('error', () => undefined);
  try {
    const channel = await connection.createConfirmChannel();
    await work(async ({ id, type, body, headers }) => {
      const properties = {
        messageId: id,
        type,
        headers,
        persistent: true,
        contentType: 'application/cloudevents+json',
      };
      channel.publish(EVENTS, type, Buffer.from(body), properties);
    });
    await channel.waitForConfirms();
  } finally {
    await connection.close();
  }
}

export const BROKER_FAULTS = [down, crash, alarm, forcedClose, unreachable, poison, duplicates];
