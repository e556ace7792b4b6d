import { expect, it } from 'vitest';
import { doubledEffects, type Effect } from './effects.ts';

const push: Effect = { channel: 'push', recipient: 'phone-1', subject: 'n1', at: 500_000 };
const sms: Effect = { channel: 'sms', recipient: '+911', subject: 'Your code is 123456', at: 500_000 };

it('holds when everybody is told once of each thing', () => {
  const effects = [push, { ...push, recipient: 'phone-2' }, { ...push, subject: 'n2' }, sms];
  expect(doubledEffects(effects, [])).toEqual({ violations: [], excused: 0 });
});

it('is broken by a second copy; only a push whose answer may have been lost is excused', () => {
  const twice = [push, { ...push, at: 510_000 }];
  expect(doubledEffects(twice, []).violations).toEqual(['push n1 to phone-1: 2 times']);
  expect(doubledEffects(twice, [{ from: 480_000, until: 505_000 }])).toEqual({ violations: [], excused: 1 });
  // A fault that came after the first answer cannot have hidden it.
  expect(doubledEffects(twice, [{ from: 505_000, until: 520_000 }]).violations).toHaveLength(1);
  expect(doubledEffects(twice, [{ from: 1_000, until: 2_000 }]).violations).toHaveLength(1);
  expect(doubledEffects([sms, sms], [{ from: 480_000, until: 505_000 }]).violations).toHaveLength(1);
});
