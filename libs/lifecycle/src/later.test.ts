import { expect, test, vi } from 'vitest';
import { later, makeWhatIsLeft } from './later.ts';

test('what is needed later is made once, at its first use or when the process has settled', async () => {
  const [used, unused] = [vi.fn(async () => 'used'), vi.fn(async () => 'unused')];
  const getUsed = later(used);
  const getUnused = later(unused);
  expect(await Promise.all([getUsed(), getUsed()])).toEqual(['used', 'used']);
  expect(unused).not.toHaveBeenCalled();

  await makeWhatIsLeft();
  expect(await getUnused()).toBe('unused');
  expect([used.mock.calls.length, unused.mock.calls.length]).toEqual([1, 1]);
});

test('what cannot be made is said when the process settles, and to whoever uses it', async () => {
  const get = later(async () => {
    throw new Error('no such module');
  });
  await expect(makeWhatIsLeft()).rejects.toThrow('no such module');
  await expect(get()).rejects.toThrow('no such module');
});
