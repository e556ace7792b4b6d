import type { Logger } from '@campus/logger/logger';
import express from 'express';
import { expect, onTestFinished, test, vi } from 'vitest';
import { requestTrace } from './request-trace.ts';

test('the log has the path and which filters were used, never what somebody searched for', async () => {
  const lines: object[] = [];
  const logger = { info: (line: object) => lines.push(line) } as unknown as Logger;
  const app = express().use(requestTrace(logger), (_request, response) => void response.end());
  const server = app.listen(0, '127.0.0.1');
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await fetch(`http://127.0.0.1:${port}/api/v1/orders?search=Asha&limit=5&search=%2B919876543210?x`);
  await vi.waitFor(() => expect(lines).toHaveLength(1));
  expect(lines[0]).toMatchObject({ method: 'GET', path: '/api/v1/orders', query: ['search', 'limit'], status: 200 });
  expect(JSON.stringify(lines)).not.toMatch(/Asha|9876543210/);
});

test('the line of a request names whoever was let in', async () => {
  const lines: object[] = [];
  const logger = { info: (line: object) => lines.push(line) } as unknown as Logger;
  const app = express().use(requestTrace(logger), (_request, response) => {
    response.locals.caller = { id: 'somebody' };
    response.end();
  });
  const server = app.listen(0, '127.0.0.1');
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : undefined}/`);
  await vi.waitFor(() => expect(lines).toMatchObject([{ user: 'somebody' }]));
});
