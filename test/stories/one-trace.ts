import { randomBytes } from 'node:crypto';
import { eventually } from '@campus/testing/eventually';
import { expect, it } from 'vitest';
import { placeOrder } from '../support/canteen.ts';
import { tapHeaders } from '../support/headers-tap.ts';
import { signInStudent } from '../support/people.ts';
import type { Scene } from '../support/scene.ts';
import type { ReceivedSpan, SpanReceiver } from '../support/span-receiver.ts';

const CLIENT = 3;

export function traceStories({ platform, dishes }: Scene, collector: SpanReceiver): void {
  it('one order is one trace in the logs of all services, in the outbox row, in the message and in the exported spans', async () => {
    const student = await signInStudent(platform);
    const headers = await tapHeaders(platform.rabbitmqUrl, 'order.placed');
    const traceId = randomBytes(16).toString('hex');
    const parentId = randomBytes(8).toString('hex');

    const { order } = await placeOrder(student, {
      dishes: [[dishes[0], 1]],
      paymentMethod: 'upi',
      headers: { traceparent: `00-${traceId}-${parentId}-01` },
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

    // The way of the order, each step the child of the one before, over HTTP and over the broker.
    await eventually(() => {
      const spans = collector.of(traceId);
      expect(wayTo(spans, { service: 'payment', name: 'POST /internal/payments' })).toEqual([
        'gateway POST /api/v1/orders',
        'gateway ordering POST',
        'ordering POST /api/v1/orders',
        'ordering payment POST',
        'payment POST /internal/payments',
      ]);
      for (const service of ['payment', 'notification', 'reporting', 'realtime']) {
        expect(wayTo(spans, { service, name: 'process order.placed' })).toEqual([
          'gateway POST /api/v1/orders',
          'gateway ordering POST',
          'ordering POST /api/v1/orders',
          'ordering publish cf.events',
          `${service} process order.placed`,
        ]);
      }
    });
    // A parent ends after its children, so it may be exported after them.
    await eventually(() => expect(withoutParent(collector.of(traceId), parentId)).toEqual([]));
    const spans = collector.of(traceId);
    expect(spans.filter(({ parentSpanId }) => parentSpanId === parentId)).toHaveLength(1);
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
    expect(new Set(spans.map(({ service }) => service))).toEqual(
      new Set(['gateway', 'ordering', 'payment', 'notification', 'reporting', 'realtime']),
    );
    const statements = spans.filter(({ kind, name }) => kind === CLIENT && name.startsWith('postgresql'));
    expect(statements.length).toBeGreaterThan(5);
    expect(JSON.stringify(spans)).not.toContain(student.phone.slice(3));
    expect(JSON.stringify(spans)).not.toContain(student.token);
    // An order has a few dozen spans: a loop that makes one per poll would show here.
    expect(spans.length).toBeLessThan(250);
  });
}

function withoutParent(spans: ReceivedSpan[], rootId: string): ReceivedSpan[] {
  const known = new Set([rootId, ...spans.map(({ spanId }) => spanId)]);
  return spans.filter(({ parentSpanId }) => !known.has(parentSpanId));
}

function wayTo(spans: ReceivedSpan[], target: { service: string; name: string }): string[] {
  const way: string[] = [];
  let span = spans.find(({ service, name }) => service === target.service && name === target.name);
  for (; span; span = parentOf(spans, span)) way.unshift(`${span.service} ${span.name}`);
  return way;
}

function parentOf(spans: ReceivedSpan[], { parentSpanId }: ReceivedSpan): ReceivedSpan | undefined {
  return spans.find(({ spanId }) => spanId === parentSpanId);
}
