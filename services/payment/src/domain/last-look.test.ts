import { describe, expect, test } from 'vitest';
import { inFlightUntil, lastLookAt, type SeenAttempt } from './last-look.ts';

const at = (time: string) => new Date(`2026-02-13T${time}Z`);
const attempt = (status: SeenAttempt['status'], startedAt: Date | null = at('08:40:00')) => ({ status, startedAt });

describe('R10: the last look', () => {
  test.each([
    ['08:45:00', '08:44:55.000'],
    ['08:30:06', '08:30:04.000'],
    ['08:30:01', '08:30:00.666'],
    ['08:30:00', '08:30:00.000'],
    ['08:29:00', '08:29:00.000'],
  ])('R10: of an order of 08:30:00 that expires at %s begins at %s', (expires, looks) => {
    expect(lastLookAt({ createdAt: at('08:30:00'), expiresAt: at(expires) })).toEqual(at(looks));
  });

  test('R10: there is none before ordering has said when the order expires', () => {
    expect(lastLookAt({ createdAt: at('08:30:00'), expiresAt: null })).toBeNull();
  });

  test('R10: an attempt that has neither failed nor brought money may last twelve minutes from its beginning', () => {
    const now = at('08:44:55');
    expect(inFlightUntil([attempt('created')], 1, now)).toEqual(at('08:52:00'));
    const two = [attempt('authorized', at('08:43:00')), attempt('created'), attempt('failed', at('08:44:00'))];
    expect(inFlightUntil(two, 3, now)).toEqual(at('08:55:00'));
    expect(inFlightUntil([attempt('created', null)], 1, now)).toEqual(at('08:56:55'));
    expect(inFlightUntil([attempt('failed')], 2, now)).toEqual(at('08:56:55'));
  });

  test('R10: nothing is in flight when all attempts have ended', () => {
    expect(inFlightUntil([], 0, at('08:44:55'))).toBeUndefined();
    const ended = [attempt('failed'), attempt('captured'), attempt('refunded')];
    expect(inFlightUntil(ended, 3, at('08:44:55'))).toBeUndefined();
  });
});
