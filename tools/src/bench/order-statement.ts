import { settingDefaults } from '@campus/contracts/config-api';
import { connectDatabase } from '@campus/database/connect';
import { inTransaction, type Transaction } from '@campus/database/transaction';
import { createLogger } from '@campus/logger/logger';
import pg from 'pg';
import { place } from '../../../services/ordering/src/domain/place.ts';
import { placementTables } from '../../../services/ordering/src/persistence/placement.ts';
import { settingsFrom } from '../../../services/ordering/src/persistence/settings-row.ts';

const TIME_ZONE = 'Asia/Kolkata';
// Ids whose last digits pgbench counts up: they grow, as those of real orders do.
const COUNTED = '100000000000';
const ORDER_ID = `0198f000-0000-7000-8000-${COUNTED}`;
const EVENT_ID = `0198f000-0000-7000-9000-${COUNTED}`;
const STUDENT_ID = '0198f000-0000-7000-a000-000000000001';

/**
 * The statement that ordering itself sends for a cash order with two dishes, as a script for pgbench: taken down while
 * ordering's own code stores one order in this database.
 */
export async function orderScript(databaseUrl: string): Promise<string> {
  const db = connectDatabase({
    url: databaseUrl,
    name: 'bench',
    logger: createLogger({ service: 'bench', level: 'silent' }),
  });
  try {
    const statement = await inTransaction(db, storeOneOrder);
    const counted = statement.replaceAll(ORDER_ID, countedUp(ORDER_ID)).replaceAll(EVENT_ID, countedUp(EVENT_ID));
    return `\\set n :n + 1\n${counted};\n`;
  } finally {
    await db.destroy();
  }
}

function literal(value: unknown): string {
  return typeof value === 'number' ? String(value) : pg.escapeLiteral(String(value));
}

/** Stores an order; resolves to the statement that did, with its values in it. */
async function storeOneOrder(trx: Transaction): Promise<string> {
  const sent: string[] = [];
  const query: Transaction['session']['query'] = (config, answered) => {
    const { text, values = [] } = config;
    sent.push(text.replace(/\$(\d+)/g, (_, number) => literal(values[Number(number) - 1])));
    trx.session.query(config, answered);
  };
  const watched: Transaction = Object.assign((table: string | Record<string, string>) => trx(table), trx, {
    session: { ...trx.session, query },
  });
  const outbox = { source: '/ordering', newId: () => EVENT_ID };
  const terms = { cap: 1_000_000_000, keyed: undefined, answer: () => ({ status: 201, body: null, isFinal: true }) };
  await placementTables(watched, { timeZone: TIME_ZONE, outbox }).store(decision(), terms);
  return sent.join(';');
}

function decision() {
  const at = new Date();
  const placement = {
    id: ORDER_ID,
    customerId: STUDENT_ID,
    customerName: 'A student',
    lines: [
      line('Masala Chai', { pricePaise: 1_200, quantity: 2 }),
      line('Samosa', { pricePaise: 1_500, quantity: 1 }),
    ],
    slot: { name: 'lunch', businessDay: at.toISOString().slice(0, 10) },
    at,
    orderType: 'pickup',
    paymentMethod: 'cash',
    specialInstructions: null,
    deliveryAddress: null,
  } as const;
  return place({ ...placement, lines: [...placement.lines] }, settingsFrom(settingDefaults, TIME_ZONE));
}

function line(itemName: string, { pricePaise, quantity }: { pricePaise: number; quantity: number }) {
  const menuItemId = '0198f000-0000-7000-b000-000000000001';
  return {
    menuItemId,
    itemName,
    isVeg: true,
    itemPricePaise: pricePaise,
    quantity,
    lineTotalPaise: pricePaise * quantity,
  };
}

function countedUp(id: string): string {
  return id.replace(COUNTED, ':n');
}
