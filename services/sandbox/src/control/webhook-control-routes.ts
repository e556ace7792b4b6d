import { Router } from 'express';
import { z } from 'zod';
import { patternSchema } from '../pattern.ts';
import { razorpayId } from '../random.ts';
import type { Sandbox } from '../sandbox.ts';
import { startDeliveries } from '../webhooks/emit-events.ts';
import type { Delivery } from '../webhooks/webhook-state.ts';

const endpointSchema = z.strictObject({
  url: z.url(),
  secret: z.string().min(1),
  events: z.array(z.string()).min(1).optional(),
  active: z.boolean().default(true),
});

const count = z.number().int().min(0);
const order = z.enum(['shuffled', 'natural', 'reversed']);
const knobsSchema = z
  .strictObject({
    duplicate: count,
    drop: count,
    tamper: count,
    wrong_secret: count,
    hold: z.boolean(),
    order,
    delay_ms: count,
    match: patternSchema,
  })
  .partial();
const newestSchema = z.object({ newest: z.coerce.number().int().min(1).default(1000) });
const releaseSchema = z.strictObject({ order: order.default('shuffled') });
const replaySchema = z.strictObject({
  id: z.string(),
  as: z.enum(['same_event_id', 'fresh_event_id']).default('same_event_id'),
});

/** The webhook sender: who is told, how badly, and what became of it. */
export function webhookControlRoutes(sandbox: Sandbox): Router {
  return Router()
    .post('/razorpay/webhooks', (request, response) => {
      const endpoint = endpointSchema.parse(request.body);
      const known = sandbox.webhooks.endpoints.find(({ url }) => url === endpoint.url);
      if (known) Object.assign(known, { events: undefined }, endpoint);
      else sandbox.webhooks.endpoints.push(endpoint);
      response.status(201).json(endpoint);
    })
    .get('/webhooks', (request, response) => {
      response.json(overview(sandbox, newestSchema.parse(request.query).newest));
    })
    .get('/webhooks/:id', (request, response) => {
      const found = sandbox.webhooks.deliveries.filter(({ event }) => event.id === request.params.id);
      response.json({ body: found[0]?.event.body ?? null, deliveries: found.map(viewOf) });
    })
    .post('/webhooks/knobs', (request, response) => {
      response.json(Object.assign(sandbox.webhooks.knobs, knobsSchema.parse(request.body)));
    })
    .post('/webhooks/release', (request, response) => {
      const held = sandbox.webhooks.deliveries.filter(({ state }) => state === 'held');
      sandbox.webhooks.knobs.hold = false;
      startDeliveries(sandbox, { deliveries: held, order: releaseSchema.parse(request.body ?? {}).order });
      response.json({ released: held.length });
    })
    .post('/webhooks/replay', (request, response) => {
      const { id, as } = replaySchema.parse(request.body);
      const copies = replayOf(sandbox, id, as);
      sandbox.webhooks.deliveries.push(...copies);
      startDeliveries(sandbox, { deliveries: copies, order: 'natural' });
      response.json({ replayed: copies.length });
    });
}

/** A fresh id under old bytes is what an attacker with one captured delivery can send. */
function replayOf(sandbox: Sandbox, id: string, as: 'same_event_id' | 'fresh_event_id'): Delivery[] {
  const seen = sandbox.webhooks.deliveries.filter(({ event }) => event.id === id);
  const originals = sandbox.webhooks.endpoints.flatMap(
    (endpoint) => seen.find((one) => one.endpoint === endpoint) ?? [],
  );
  const newId = as === 'fresh_event_id' ? razorpayId(sandbox.random, 'evt').slice(4) : id;
  const createdAtMs = sandbox.timers.elapsedMs();
  return originals.map((one) => ({
    ...one,
    event: { ...one.event, id: newId, createdAtMs },
    state: 'queued',
    attempts: [],
  }));
}

function overview({ webhooks }: Sandbox, newest: number) {
  const endpoints = webhooks.endpoints.map(({ secret: _secret, ...endpoint }) => endpoint);
  const counts = { queued: 0, held: 0, delivered: 0, dropped: 0, given_up: 0 };
  for (const { state } of webhooks.deliveries) counts[state] += 1;
  const deliveries = webhooks.deliveries.slice(-newest).map(viewOf);
  return { ...counts, endpoints, knobs: webhooks.knobs, mails: webhooks.mails, deliveries };
}

function viewOf({ event, endpoint, state, attempts }: Delivery) {
  return { event_id: event.id, event: event.event, url: endpoint.url, state, attempts };
}
