import { settingDefaults } from '@campus/contracts/config-api';
import { connectDatabase, type Db } from '@campus/database/connect';
import { createLogger } from '@campus/logger/logger';
import pg from 'pg';
import type { Order } from '../../../services/ordering/src/domain/order.ts';
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
    const statement = await statementOf(db, storeOneOrder);
    const counted = statement.replaceAll(ORDER_ID, countedUp(ORDER_ID)).replaceAll(EVENT_ID, countedUp(EVENT_ID));
    return `\\set n :n + 1\n${counted};\n`;
  } finally {
    await db.destroy();
  }
}

/** The longest statement of this work, with its values in it. */
async function statementOf(db: Db, work: (db: Db) => Promise<unknown>): Promise<string> {
  const statements: string[] = [];
  db.on('query', ({ sql, bindings }: { sql: string; bindings: unknown[] }) => {
    statements.push(sql.replace(/\$(\d+)/g, (_, number) => literal(bindings[Number(number) - 1])));
  });
  await work(db);
  return statements.reduce((longest, statement) => (statement.length > longest.length ? statement : longest), '');
}

function literal(value: unknown): string {
  return typeof value === 'number' ? String(value) : pg.escapeLiteral(String(value));
}

function storeOneOrder(db: Db): Promise<Order> {
  const outbox = { source: '/ordering', newId: () => EVENT_ID };
  return db.transaction((trx) =>
    placementTables(trx, { timeZone: TIME_ZONE, outbox }).store(decision(), 1_000_000_000),
  );
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
