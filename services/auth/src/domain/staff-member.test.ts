import { describe, expect, it } from 'vitest';
import { change, hire, mayRemoveAdmin, refuseLastAdmin } from './staff-member.ts';

const at = new Date('2026-02-13T08:00:00.000Z');
const later = new Date('2026-02-13T09:00:00.000Z');
const id = '0195a000-0000-7000-8000-000000000005';
const { staff } = hire({ id, username: 'ravi', passwordHash: 'hash-1', name: 'Ravi', role: 'delivery' }, at);

describe('a staff member', () => {
  it.each([
    ['another role', { role: 'kitchen' as const }],
    ['another password', { passwordHash: 'hash-2' }],
    ['deactivation', { isActive: false }],
  ])('loses all sessions by %s', (_what, asked) => {
    const decision = change(staff, asked, later);
    expect(decision.endsSessionsAt).toEqual(later);
    expect(decision.staff).toMatchObject({ ...asked, version: 2, sessionsRevokedAt: later });
    expect(decision.events).toHaveLength(1);
  });

  it('keeps the sessions when only the name changes', () => {
    const decision = change(staff, { name: 'Ravi K' }, later);
    expect(decision.endsSessionsAt).toBeNull();
    expect(decision.events[0]).toMatchObject({ aggregateVersion: 2, data: { staff: { name: 'Ravi K' } } });
  });

  it('is announced without the password hash', () => {
    expect(JSON.stringify(change(staff, { passwordHash: 'hash-2' }, later).events[0]?.data)).not.toContain('hash');
  });

  it('does not change when asked for what is so already', () => {
    const decision = change(staff, { name: 'Ravi', role: undefined, isActive: true }, later);
    expect(decision).toEqual({ staff, events: [], endsSessionsAt: null });
  });
});

describe('the last active admin', () => {
  const boss = { ...staff, role: 'admin' as const };

  it.each([
    [{ isActive: false }, true],
    [{ role: 'kitchen' as const }, true],
    [{ role: 'admin' as const, isActive: true, name: 'Ravi K', passwordHash: 'hash-2' }, false],
    [{ name: 'Ravi K' }, false],
  ])('is looked at for %o: %s', (asked, looked) => expect(mayRemoveAdmin(asked)).toBe(looked));

  it('is refused to go; one of two, or somebody who is none, is not', () => {
    expect(() => refuseLastAdmin(boss, [boss.id])).toThrow(expect.objectContaining({ code: 'LAST_ADMIN' }));
    expect(() => refuseLastAdmin(boss, [boss.id, 'another'])).not.toThrow();
    expect(() => refuseLastAdmin(staff, ['another'])).not.toThrow();
  });
});
