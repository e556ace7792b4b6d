import { expect, it } from 'vitest';
import { checkSignedOut } from './signed-out.ts';

it('holds when both tokens of a signed-out session are refused', () => {
  expect(checkSignedOut([{ accessStatus: 401, refreshStatus: 401 }]).violations).toEqual([]);
});

it('is broken by a token that works again, or of which nobody can say that it does not', () => {
  expect(checkSignedOut([{ accessStatus: 200, refreshStatus: 401 }]).violations).toHaveLength(1);
  expect(checkSignedOut([{ accessStatus: 401, refreshStatus: 200 }]).violations).toHaveLength(1);
  expect(checkSignedOut([{ accessStatus: undefined, refreshStatus: 401 }]).violations).toHaveLength(1);
});
