import { expect, it } from 'vitest';
import { suspicious } from './logs.ts';

it('finds what nobody handled, and passes over what somebody did', () => {
  const log = [
    '{"level":"info","time":"x","msg":"request completed"}',
    '{"level":"warn","time":"x","err":{"type":"Error","message":"connect ECONNREFUSED"},"msg":"job failed, will be repeated"}',
    '{"level":"fatal","time":"x","msg":"unhandled rejection"}',
    'Error: something that ended the process',
  ].join('\n');
  expect(suspicious(log)).toEqual([
    '{"level":"fatal","msg":"unhandled rejection"}',
    'Error: something that ended the process',
  ]);
  expect(suspicious('')).toEqual([]);
});
