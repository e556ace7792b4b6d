import { overlappingWindows } from '@campus/business-time/time-windows';
import { type SettingKey, settingDefaults, settingSchemas } from '@campus/contracts/config-api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFormat } from '../../texts/format.ts';
import { SETTING_GROUPS, SETTING_KINDS } from './setting-kinds.ts';
import { settingText } from './setting-text.ts';
import { partsOfDay, rowsOf, windowFaults, windowsOf } from './window-rules.ts';

const keys = Object.keys(settingSchemas) as SettingKey[];
const format = createFormat({ locale: 'en-IN', timeZone: 'Asia/Kolkata' });

test('every setting of the contract stands on the page once', () => {
  expect(Object.values(SETTING_GROUPS).flat().toSorted()).toEqual(keys.toSorted());
});

test.each(keys)('the page takes for %s what the API takes', (key) => {
  const kind = SETTING_KINDS[key];
  const takes = (value: unknown) => settingSchemas[key].safeParse(value).success;
  if (kind.kind === 'switch') expect([takes(true), takes(false), takes(1)]).toEqual([true, true, false]);
  if (kind.kind === 'number')
    expect([kind.min - 1, kind.min, kind.max, kind.max + 1].map(takes)).toEqual([false, true, true, false]);
  if (kind.kind === 'amount')
    expect([-0.01, 0, kind.max, kind.max + 0.01].map(takes)).toEqual([false, true, true, false]);
  if (kind.kind === 'windows') expect(takes(windowsOf(rowsOf(settingDefaults.time_slots)))).toBe(true);
});

const time = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
const rows = fc
  .array(fc.record({ start: time, end: time }), { minLength: 1, maxLength: 4 })
  .map((windows) => windows.map((window, index) => ({ id: String(index), name: `w${index}`, ...window })));

test('the page and the API agree on which windows overlap', () => {
  fc.assert(
    fc.property(rows, (some) => {
      expect(windowFaults(some).size > 0).toBe(overlappingWindows(windowsOf(some)) !== undefined);
    }),
  );
});

test('each row says what is wrong with it', () => {
  const lunch = { id: 'a', name: 'lunch', start: '12:00', end: '15:00' };
  const faultOf = (row: object) =>
    windowFaults([lunch, { ...lunch, id: 'b', name: 'tea', start: '15:00', end: '17:00', ...row }]).get('b');
  expect(faultOf({})).toBeUndefined();
  expect(faultOf({ name: ' ' })).toEqual({ fault: 'name' });
  expect(faultOf({ name: 'lunch ' })).toEqual({ fault: 'twice' });
  expect(faultOf({ end: '' })).toEqual({ fault: 'time' });
  expect(faultOf({ start: '14:59' })).toEqual({ fault: 'overlap', with: 'lunch' });
  expect(faultOf({ start: '22:00', end: '12:01' })).toEqual({ fault: 'overlap', with: 'lunch' });
});

test('a window past midnight is two parts of the day, equal times are all of it', () => {
  expect(partsOfDay({ start: '18:00', end: '06:00' })).toEqual([
    { from: 0.75, to: 1 },
    { from: 0, to: 0.25 },
  ]);
  expect(partsOfDay({ start: '00:00', end: '00:00' })).toEqual([{ from: 0, to: 1 }]);
  expect(partsOfDay({ start: '', end: '06:00' })).toEqual([]);
});

test('values are written for people', () => {
  const text = (key: SettingKey, value: unknown) => settingText(key, value, format);
  expect(text('restaurant_open', true)).toBe('On');
  expect(text('delivery_charge', 8.35)).toBe('₹8.35');
  expect(text('max_orders_per_slot', 1_000)).toBe('1,000 orders');
  expect(text('paused_until', null)).toBe('Not paused');
  expect(text('time_slots', settingDefaults.time_slots)).toBe(
    'breakfast 07:00–10:00, lunch 12:00–15:00, dinner 18:00–22:00',
  );
});
