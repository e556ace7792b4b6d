import { expect, test } from 'vitest';
import { openingAt, requireOpenSlot } from './opening.ts';
import { place } from './place.ts';
import type { Settings } from './settings.ts';

const settings: Settings = {
  timeZone: 'Asia/Kolkata',
  restaurantOpen: true,
  pausedUntil: null,
  timeWindows: { lunch: { start: '12:00', end: '15:00' }, night: { start: '22:00', end: '02:00' } },
  maxOrdersPerSlot: 50,
  deliveryEnabled: true,
  deliveryChargePaise: 2000,
  cashPaymentEnabled: true,
  upiPaymentEnabled: true,
  unpaidOrderTtlSeconds: 900,
  maxUnpaidOrdersPerUser: 2,
  maxQuantityPerItem: 20,
  maxLinesPerOrder: 30,
  averagePreparationMinutes: 12,
};
const at = (local: string) => new Date(`${local}+05:30`);

test('orders one second before and after midnight belong to the day on which their window opened', () => {
  for (const now of [at('2026-02-13T23:59:59'), at('2026-02-14T00:00:01')]) {
    const slot = requireOpenSlot(settings, now);
    const choices = {
      orderType: 'pickup' as const,
      paymentMethod: 'cash' as const,
      specialInstructions: null,
      deliveryAddress: null,
    };
    const { order } = place(
      { ...choices, id: 'x', customerId: 'y', customerName: null, lines: [], slot, at: now },
      settings,
    );
    expect([order.slot, order.businessDay]).toEqual(['night', '2026-02-13']);
  }
});

test('the switch beats the pause, the pause beats the hours', () => {
  const lunch = at('2026-02-13T12:30:00');
  const pausedUntil = at('2026-02-13T12:45:00');
  expect(openingAt({ ...settings, restaurantOpen: false, pausedUntil }, lunch)).toEqual({
    open: false,
    reason: 'closed',
    opensAt: null,
  });
  expect(openingAt({ ...settings, pausedUntil }, lunch)).toEqual({
    open: false,
    reason: 'paused',
    opensAt: pausedUntil,
  });
  expect(openingAt({ ...settings, pausedUntil }, pausedUntil)).toMatchObject({ open: true });
});

test('a pause that ends after closing time opens with the next window', () => {
  const opening = openingAt({ ...settings, pausedUntil: at('2026-02-13T15:30:00') }, at('2026-02-13T14:30:00'));
  expect(opening).toEqual({ open: false, reason: 'paused', opensAt: at('2026-02-13T22:00:00') });
});

test('outside every window the next opening is named', () => {
  expect(() => requireOpenSlot(settings, at('2026-02-13T11:00:00'))).toThrow(
    expect.objectContaining({
      code: 'RESTAURANT_CLOSED',
      details: { reason: 'outside_hours', opens_at: '2026-02-13T06:30:00.000Z' },
    }),
  );
});
