import { describe, expect, it } from 'vitest';
import { erase, rename, signUp } from './user.ts';

const id = '0195a000-0000-7000-8000-000000000002';
const at = new Date('2026-02-13T08:00:00.000Z');
const later = new Date('2026-02-13T09:00:00.000Z');
const { user } = signUp({ id, phone: '+919876543210', at });

describe('a user', () => {
  it('signs up without a name, and the phone number stays out of the event', () => {
    const { events } = signUp({ id, phone: '+919876543210', at });
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events[0]?.data)).not.toContain('9876543210');
    expect(events[0]).toMatchObject({ aggregateVersion: 1, data: { user: { name: null, is_erased: false } } });
  });

  it('changes the name once, however often it is sent', () => {
    const renamed = rename(user, { name: 'Asha', at: later });
    expect(renamed.events[0]).toMatchObject({ aggregateVersion: 2, data: { user: { name: 'Asha', version: 2 } } });
    expect(rename(renamed.user, { name: 'Asha', at: later }).events).toEqual([]);
  });

  it('leaves neither name nor phone behind when erased', () => {
    const erased = erase(rename(user, { name: 'Asha', at }).user, later);
    expect(erased.user).toMatchObject({ phone: 'x00000000000002', name: null, isActive: false, erasedAt: later });
    expect(erased.events[0]).toMatchObject({ data: { user: { name: null, is_erased: true, is_active: false } } });
  });
});
