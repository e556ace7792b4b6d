import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { startProcess } from '@campus/testing/process';
import { expect, onTestFinished, test } from 'vitest';

test('Sentry is sent errors alone, as scrubbed as the log, and what is said while the process stops is sent, too', async () => {
  const bodies = await startReceiver();
  const program = new URL('./fixtures/failing-program.ts', import.meta.url);
  const process = await startProcess(program, { SENTRY_DSN: bodies.dsn });
  expect(await process.stop()).toBe(0);

  const events = bodies.received.flatMap(eventsOf);
  expect(events.map(({ extra }) => extra?.message)).toEqual(['could not sign [phone] in', 'said while stopping']);
  expect(events[0]).toMatchObject({
    server_name: 'failing',
    environment: 'test',
    tags: { service: 'failing' },
    exception: { values: [{ type: 'Error', value: 'refused: [phone] with Bearer [token]' }] },
    extra: { person: { otp: '[redacted]' } },
  });
  expect(events[0]?.exception?.values[0]?.stacktrace?.frames.length).toBeGreaterThan(0);
  const sent = bodies.received.join('\n');
  for (const secret of ['9876543210', 'abcdefghij', '482913', 'only a warning'])
    expect(sent, secret).not.toContain(secret);
  expect(events.filter(({ type }) => type === 'transaction')).toEqual([]);
});

interface SentryEvent {
  type?: string;
  extra?: Record<string, unknown>;
  exception?: { values: { stacktrace?: { frames: unknown[] } }[] };
}

async function startReceiver() {
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const packed = request.headers['content-encoding'] === 'gzip';
    received.push((packed ? gunzipSync(body) : body).toString());
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { received, dsn: `http://public@127.0.0.1:${port}/1` };
}

function eventsOf(envelope: string): SentryEvent[] {
  const lines = envelope
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return lines.flatMap((line, at) => (line.type === 'event' && lines[at + 1] ? [lines[at + 1]] : []));
}
