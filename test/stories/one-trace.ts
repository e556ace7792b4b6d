import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { placeOrder } from '../support/canteen.ts';
import { eventually } from '../support/eventually.ts';
import { tapHeaders } from '../support/headers-tap.ts';
import { signInStudent } from '../support/people.ts';
import type { Scene } from '../support/scene.ts';

export function traceStories({ platform, dishes }: Scene): void {
  it('one order is one trace in the logs of all services, in the outbox row and in the message', async () => {
    const student = await signInStudent(platform);
    const headers = await tapHeaders(platform.rabbitmqUrl, 'order.placed');
    const traceId = randomBytes(16).toString('hex');
    const traceparent = `00-${traceId}-${randomBytes(8).toString('hex')}-01`;

    const { order } = await placeOrder(student, {
      dishes: [[dishes[0], 1]],
      paymentMethod: 'upi',
      headers: { traceparent },
    });

    for (const name of ['gateway', 'ordering', 'payment', 'notification'] as const) {
      await eventually(() => {
        const own = platform.services[name].logs.filter(({ trace_id }) => trace_id === traceId);
        expect(
          own.map(({ message }) => message),
          name,
        ).not.toEqual([]);
      });
    }
    const row = await platform.databases
      .ordering('outbox')
      .where({ aggregate_id: order.id, aggregate_version: 1 })
      .first();
    expect(row.headers.traceparent).toContain(traceId);
    await eventually(() => {
      const own = headers.find((each) => each['cf-aggregate-id'] === order.id);
      expect(own?.traceparent).toContain(traceId);
    });
  });
}
