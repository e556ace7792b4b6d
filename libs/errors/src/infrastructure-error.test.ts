import { expect, test } from 'vitest';
import { unavailable } from './app-error.ts';
import { isInfrastructureError } from './infrastructure-error.ts';

const withCode = (code: string, message = 'select 1 - canceling statement') =>
  Object.assign(new Error(message), { code });

test.each([
  ['a table that somebody else has locked', withCode('55P03')],
  ['a statement that took too long', withCode('57014')],
  ['a server that shuts down', withCode('57P01')],
  ['no descriptor for a connection', withCode('EMFILE', 'connect EMFILE 127.0.0.1:5432')],
  [
    'a Redis without memory',
    new Error("OOM command not allowed when used memory > 'maxmemory'. script: f6877, on @user_script:6."),
  ],
  [
    'a Redis that cannot write its file',
    new Error('MISCONF Redis is configured to save RDB snapshots, but is unable to'),
  ],
  ['a Redis that has just started', new Error('LOADING Redis is loading the dataset in memory')],
  [
    'a pool without a free connection',
    new Error('Knex: Timeout acquiring a connection: timeout exceeded when trying to connect'),
  ],
])('%s passes with time', (_, error) => {
  expect(isInfrastructureError(error)).toBe(true);
});

test.each([
  ['a broken constraint', withCode('23505')],
  ['a mistake in a statement', withCode('42P01', 'relation "OOM x" does not exist')],
  ['a mistake in a script of ours', new Error('ERR Error running script: user_script:1: OOM ')],
  ['a word that only looks like it', new Error('OOMPAH is not a function')],
  ['an error that is ours already', unavailable('Not now.')],
  ['nothing that is an error', 'ECONNREFUSED'],
])('%s does not', (_, error) => {
  expect(isInfrastructureError(error)).toBe(false);
});
