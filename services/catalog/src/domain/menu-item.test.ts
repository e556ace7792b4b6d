import { expect, test } from 'vitest';
import { createMenuItem, deleteMenuItem, editMenuItem, switchAvailability } from './menu-item.ts';

const at = new Date('2026-02-13T06:00:00Z');
const later = new Date('2026-02-13T07:00:00Z');
const { item } = createMenuItem({
  id: '0195a000-0000-7000-8000-000000000003',
  categoryId: '0195a000-0000-7000-8000-000000000004',
  name: 'Paneer Tikka',
  description: null,
  pricePaise: 23_000,
  isVeg: true,
  isAvailable: true,
  timeSlots: ['lunch'],
  displayOrder: 1,
  at,
});

test('every change raises the version by one and tells the whole item in one event', () => {
  const edited = editMenuItem(item, { pricePaise: 835, at: later });
  expect(edited.item).toMatchObject({
    version: 2,
    pricePaise: 835,
    name: 'Paneer Tikka',
    updatedAt: later,
    createdAt: at,
  });
  expect(edited.events).toMatchObject([
    { aggregateId: item.id, aggregateVersion: 2, data: { item: { price_paise: 835, version: 2, is_deleted: false } } },
  ]);
});

test('an item that is switched off until a time comes back when it is switched on', () => {
  const off = switchAvailability(item, { isAvailable: false, until: later, at }).item;
  expect(off).toMatchObject({ isAvailable: false, availableAgainAt: later });
  const on = switchAvailability(off, { isAvailable: true, until: null, at: later }).item;
  expect(on).toMatchObject({ isAvailable: true, availableAgainAt: null });
});

test('an item cannot be planned to come back in the past', () => {
  const past = { isAvailable: false, until: at, at };
  expect(() => switchAvailability(item, past)).toThrow(expect.objectContaining({ code: 'VALIDATION_ERROR' }));
});

test('an edit keeps a planned return while the item stays off, and drops it when the item comes on', () => {
  const off = switchAvailability(item, { isAvailable: false, until: later, at }).item;
  expect(editMenuItem(off, { isAvailable: false, name: 'Paneer', at }).item.availableAgainAt).toEqual(later);
  expect(editMenuItem(off, { isAvailable: true, at }).item.availableAgainAt).toBeNull();
});

test('a deleted item says so in its event and never comes back by itself', () => {
  const off = switchAvailability(item, { isAvailable: false, until: later, at }).item;
  const deleted = deleteMenuItem(off, { at: later });
  expect(deleted.item).toMatchObject({ deletedAt: later, availableAgainAt: null, version: 3 });
  expect(deleted.events[0]?.data.item.is_deleted).toBe(true);
});
