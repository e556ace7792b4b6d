import { razorpayId, shuffled } from '../random.ts';
import type { Sandbox } from '../sandbox.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { phpJson } from './php-json.ts';
import { accountId, type Delivery, type EventDraft, type Knobs, type WebhookEvent } from './webhook-state.ts';

/** Apart enough to leave in order, close enough to overlap at the receiver. */
const APART_MS = 8;

/** Queues one delivery per event and endpoint. Events of one batch leave shuffled unless the `order` knob says otherwise. */
export function emitEvents(sandbox: Sandbox, drafts: EventDraft[]): void {
  const deliveries = drafts.flatMap((draft) => deliveriesOf(sandbox, eventOf(sandbox, draft)));
  sandbox.webhooks.deliveries.push(...deliveries);
  const waiting = deliveries.filter((delivery) => delivery.state === 'queued');
  if (sandbox.webhooks.knobs.hold) for (const delivery of waiting) delivery.state = 'held';
  else startDeliveries(sandbox, { deliveries: waiting, order: sandbox.webhooks.knobs.order });
}

export interface Batch {
  deliveries: Delivery[];
  order: Knobs['order'];
}

export function startDeliveries(sandbox: Sandbox, { deliveries, order }: Batch): void {
  const delayMs = sandbox.webhooks.knobs.delay_ms;
  const inOrder = {
    natural: deliveries,
    reversed: deliveries.toReversed(),
    shuffled: shuffled(sandbox.random, deliveries),
  }[order];
  for (const [index, delivery] of inOrder.entries()) {
    delivery.state = 'queued';
    sandbox.timers.after(delayMs + index * APART_MS, () => attemptDelivery(sandbox, delivery));
  }
}

function eventOf(sandbox: Sandbox, { event, payload }: EventDraft): WebhookEvent {
  const body = phpJson({
    entity: 'event',
    account_id: accountId(sandbox.config.RAZORPAY_KEY_ID),
    event,
    contains: Object.keys(payload),
    payload,
    created_at: Math.floor(Date.now() / 1000),
  });
  return { id: razorpayId(sandbox.random, 'evt').slice(4), event, body, createdAtMs: sandbox.timers.elapsedMs() };
}

function deliveriesOf(sandbox: Sandbox, event: WebhookEvent): Delivery[] {
  const { endpoints, knobs } = sandbox.webhooks;
  const touched = new RegExp(knobs.match).test(event.event);
  const dropped = touched && knobs.drop > 0;
  if (dropped) knobs.drop -= 1;
  const copies = touched ? 1 + knobs.duplicate : 1;
  return endpoints
    .filter((endpoint) => endpoint.active && (!endpoint.events || endpoint.events.includes(event.event)))
    .flatMap((endpoint) =>
      Array.from({ length: copies }, () => ({
        event,
        endpoint,
        secret: endpoint.secret,
        state: dropped ? ('dropped' as const) : ('queued' as const),
        attempts: [],
      })),
    );
}
