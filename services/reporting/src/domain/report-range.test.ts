import { expect, test } from 'vitest';
import { daysOf, reportRange } from './report-range.ts';

const today = '2026-02-13';

test('a range is today unless said', () => {
  expect(reportRange({ today })).toEqual({ from: today, to: today });
  expect(reportRange({ from: '2026-02-01', today })).toEqual({ from: '2026-02-01', to: today });
  expect(reportRange({ to: '2026-02-01', today })).toEqual({ from: '2026-02-01', to: '2026-02-01' });
});

test('a range may cover 366 days and no more', () => {
  expect(daysOf(reportRange({ from: '2024-01-01', to: '2024-12-31', today }))).toHaveLength(366);
  expect(() => reportRange({ from: '2024-01-01', to: '2025-01-01', today })).toThrow(
    expect.objectContaining({ code: 'VALIDATION_ERROR', details: [expect.objectContaining({ path: 'to' })] }),
  );
});

test('a range must not end before it begins', () => {
  expect(() => reportRange({ from: '2026-02-14', to: '2026-02-13', today })).toThrow(
    expect.objectContaining({ code: 'VALIDATION_ERROR', details: [expect.objectContaining({ path: 'from' })] }),
  );
});
