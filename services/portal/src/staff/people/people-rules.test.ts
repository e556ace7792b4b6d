import { createStaffBody, type StaffView } from '@campus/contracts/auth-api';
import { expect, test } from 'vitest';
import { isGoodPassword, passwordRules, suggestedPassword } from './password-rules.ts';
import { found, inOrder, isLastAdmin } from './people-rules.ts';

const person = (name: string, role: StaffView['role'], is_active = true) =>
  ({ id: name, name, username: `${name}-1`, role, is_active }) as StaffView;

test.each(['short', 'exactly-10', 'x'.repeat(72), 'x'.repeat(73), 'ü'.repeat(36), 'ü'.repeat(37), '          '])(
  'the page and the API agree about the password %j',
  (password) => {
    const body = { username: 'asha', name: 'Asha', role: 'kitchen', password };
    expect(isGoodPassword(password, 'asha')).toBe(createStaffBody.safeParse(body).success);
  },
);

test('the username is no password', () => {
  expect(passwordRules('Asha.Kitchen', 'asha.kitchen').name).toBe(false);
});

test('a suggested password keeps the rules and is another one each time', () => {
  const many = new Set(Array.from({ length: 200 }, suggestedPassword));
  expect(many.size).toBe(200);
  for (const password of many) expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
});

test('the last admin is the only one who can sign in', () => {
  const [asha, bina, ravi] = [person('Asha', 'admin'), person('Bina', 'admin', false), person('Ravi', 'kitchen')];
  expect(isLastAdmin(asha, [asha, bina, ravi])).toBe(true);
  expect(isLastAdmin(bina, [asha, bina, ravi])).toBe(false);
  expect(isLastAdmin(asha, [asha, { ...bina, is_active: true }])).toBe(false);
});

test('people are listed by sign-in, role and name, and found by name or username', () => {
  const all = [
    person('Zoe', 'kitchen'),
    person('Gone', 'admin', false),
    person('Ravi', 'kitchen'),
    person('A', 'admin'),
  ];
  expect(inOrder(all).map(({ name }) => name)).toEqual(['A', 'Ravi', 'Zoe', 'Gone']);
  expect(found(all, ' RAVI-').map(({ name }) => name)).toEqual(['Ravi']);
});
