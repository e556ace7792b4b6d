import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { codeSending } from './support/code-sending.ts';
import { startNotification } from './support/start-notification.ts';

test('while Twilio hangs, codes go to MSG91 at once, after the first few that waited for it', async () => {
  const stage = await startNotification();
  const { send, otp, settled } = await codeSending(stage);
  await stage.sandbox.fault({ provider: 'twilio', effect: 'timeout', times: 100 });
  const waiting = Array.from({ length: 6 }, () => otp());
  await Promise.all(waiting.map(send));
  for (const { id } of waiting) await settled(id, { status: 'accepted', provider: 'msg91' });
  const asked = (await stage.sandbox.callsTo('twilio')).length;
  const next = otp();
  const startedAt = performance.now();
  await send(next);
  await settled(next.id, { status: 'accepted', provider: 'msg91' });
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  expect(await stage.sandbox.callsTo('twilio')).toHaveLength(asked);
  const passed = expect.objectContaining({ provider: 'twilio', error_code: 'breaker_open' });
  await eventually(() => expect(stage.service.logs).toContainEqual(passed));
  const { port } = (stage.service.logs.find(({ message }) => message === 'metrics listening')?.address ?? {}) as {
    port?: number;
  };
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const calls = (labels: string) =>
    new RegExp(`^dependency_request_duration_seconds_count\\{[^}]*${labels}[^}]*\\} (\\d+)$`, 'm').exec(metrics)?.[1];
  expect(calls('dependency="twilio",outcome="failed"')).toBe(String(asked));
  expect(calls('dependency="twilio",outcome="answered"')).toBeUndefined();
  expect(calls('dependency="msg91",outcome="answered"')).toBe('7');
});
