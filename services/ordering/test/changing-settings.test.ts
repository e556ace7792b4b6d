import { randomUUID } from 'node:crypto';
import { settingChangesAnswer, settingDefaults } from '@campus/contracts/config-api';
import { staffChanged } from '@campus/contracts/people-events';
import { publishEvent } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { ALL_DAY, startOrdering } from './support/ordering.ts';

const ordering = await startOrdering();
const asha = { role: 'admin', userId: randomUUID() } as const;
const unknown = { role: 'admin', userId: randomUUID() } as const;
const staff = { ...staffChanged.example.staff, id: asha.userId, name: 'Asha' };
await publishEvent(ordering.rabbitmqUrl, staffChanged, { aggregateId: staff.id, data: { staff } });
await eventually(async () => expect(await ordering.db('staff')).toHaveLength(1));

const config = '/api/v1/admin/config';
const change = (key: string, value: unknown, { as = asha, version }: { as?: object; version?: number } = {}) =>
  ordering.call('PUT', `${config}/${key}`, { as, body: { value, ...(version !== undefined && { version }) } });
const changes = async (query: string) => (await ordering.call('GET', `${config}/changes${query}`, { as: asha })).body;

test('what nobody has changed has its default and no author', async () => {
  const { body } = await ordering.call('GET', `${config}/details`, { as: asha });
  const values = Object.fromEntries(
    body.settings.map(({ key, value }: { key: string; value: unknown }) => [key, value]),
  );
  // The stand-in of the test opens the restaurant all day before it starts.
  expect(values).toEqual({ ...settingDefaults, time_slots: ALL_DAY });
  for (const { key, ...rest } of body.settings) {
    expect(rest).toMatchObject({ default: settingDefaults[key as keyof typeof settingDefaults], version: 1 });
    expect(rest).toMatchObject({ updated_at: null, updated_by: null, updated_by_name: null });
  }
});

test('each change is told with who, when, from what and to what, newest first and page by page', async () => {
  for (const charge of [25, 30, 8.35]) expect((await change('delivery_charge', charge)).status).toBe(200);
  expect((await change('restaurant_open', false, { as: unknown })).status).toBe(200);

  const { changes: own, next_cursor } = settingChangesAnswer.parse(await changes('?key=delivery_charge&limit=2'));
  expect(own).toMatchObject([
    { value: 8.35, previous_value: 30, version: 4, updated_by: asha.userId, updated_by_name: 'Asha' },
    { value: 30, previous_value: 25, version: 3 },
  ]);
  const rest = await changes(`?key=delivery_charge&limit=2&cursor=${next_cursor}`);
  expect(rest).toMatchObject({ changes: [{ value: 25, previous_value: 20, version: 2 }], next_cursor: null });
  const all = await changes('');
  expect(all.changes.map(({ key }: { key: string }) => key)).toEqual([
    'restaurant_open',
    ...Array.from({ length: 3 }, () => 'delivery_charge'),
  ]);
  expect(all.changes[0]).toMatchObject({ updated_by: unknown.userId, updated_by_name: null, previous_value: true });

  const { settings } = (await ordering.call('GET', `${config}/details`, { as: asha })).body;
  const setting = settings.find(({ key }: { key: string }) => key === 'delivery_charge');
  expect(setting).toMatchObject({ value: 8.35, default: 20, version: 4, updated_by_name: 'Asha' });
  expect(setting.updated_at).toBe(own[0]?.updated_at);
});

test('of two changes made from the same state one stands, and a change without a version always does', async () => {
  const answers = await Promise.all([
    change('max_lines_per_order', 10, { version: 1 }),
    change('max_lines_per_order', 11, { version: 1 }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const refused = answers.find(({ status }) => status === 409);
  expect(refused?.body.error).toMatchObject({ code: 'VERSION_CONFLICT', details: { version: 2 } });
  expect(await ordering.db('system_config_changes').where({ key: 'max_lines_per_order' })).toHaveLength(1);
  expect((await change('max_lines_per_order', 12)).status).toBe(200);
});

test('the history is for admins, and a wrong key or cursor is a 400', async () => {
  for (const path of ['details', 'changes'])
    expect((await ordering.call('GET', `${config}/${path}`, { as: { role: 'kitchen' } })).status).toBe(403);
  for (const query of ['?key=unknown', '?cursor=abc', '?limit=0'])
    expect((await changes(query)).error.code).toBe('VALIDATION_ERROR');
});
