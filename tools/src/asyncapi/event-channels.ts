import * as configEvents from '@campus/contracts/config-events';
import { cloudEvent, type EventKind } from '@campus/contracts/event';
import { EVENT_AUDIENCE } from '@campus/contracts/event-audience';
import * as menuEvents from '@campus/contracts/menu-events';
import * as operationEvents from '@campus/contracts/operation-events';
import * as orderEvents from '@campus/contracts/order-events';
import * as paymentEvents from '@campus/contracts/payment-events';
import * as peopleEvents from '@campus/contracts/people-events';
import { EVENTS } from '@campus/messaging/topology';
import type { z } from 'zod';
import type { Message } from './message.ts';
import { operation } from './operation.ts';

const KINDS_OF: Record<string, object> = {
  ordering: { ...orderEvents, ...configEvents },
  payment: paymentEvents,
  catalog: menuEvents,
  auth: peopleEvents,
  operator: operationEvents,
};

const ID = '0195a000-0000-7000-8000-000000000001';

/** Every event: where it is published, by whom, and who hears it. */
export function eventChannels() {
  const kinds = Object.entries(KINDS_OF).flatMap(([owner, exported]) =>
    Object.values(exported)
      .filter(isEventKind)
      .map((kind) => ({ owner, kind })),
  );
  kinds.sort((one, other) => (one.kind.type < other.kind.type ? -1 : 1));
  const schemas: Record<string, z.ZodType> = Object.fromEntries(kinds.map(({ kind }) => [schemaName(kind), kind.data]));
  return {
    channels: Object.fromEntries(kinds.map(({ kind }) => [kind.type, channelOf(kind)])),
    operations: Object.fromEntries(kinds.flatMap(({ owner, kind }) => operationsOf(owner, kind))),
    messages: Object.fromEntries(kinds.map(({ owner, kind }) => [kind.type, messageOf(owner, kind)] as const)),
    schemas: { ...schemas, CloudEvent: cloudEvent },
  };
}

function isEventKind(exported: unknown): exported is EventKind {
  return typeof exported === 'object' && exported !== null && 'aggregateType' in exported && 'example' in exported;
}

function channelOf({ type }: EventKind) {
  const exchange = { name: EVENTS, type: 'topic', durable: true };
  return {
    address: type,
    servers: [{ $ref: '#/servers/broker' }],
    messages: { [type]: { $ref: `#/components/messages/${type}` } },
    bindings: { amqp: { is: 'routingKey', exchange } },
  };
}

function operationsOf(owner: string, { type }: EventKind): [string, object][] {
  const heard = (EVENT_AUDIENCE[type] ?? []).map((service): [string, object] => [
    `${service}-hears-${type}`,
    operation({ action: 'receive', channel: type, by: service, summary: `${service} hears ${type}.` }),
  ]);
  const told = operation({ action: 'send', channel: type, by: owner, summary: `${owner} tells ${type}.` });
  return [[`${owner}-tells-${type}`, told], ...heard];
}

/** `order.status_changed` → `OrderStatusChanged`. */
function schemaName({ type }: EventKind): string {
  return type.replace(/(?:^|[._])(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

function messageOf(owner: string, kind: EventKind): Message {
  const { type, aggregateType, example } = kind;
  const own = {
    type: { const: type },
    aggregatetype: { const: aggregateType },
    data: { $ref: `#/components/schemas/${schemaName(kind)}` },
  };
  const payload = { allOf: [{ $ref: '#/components/schemas/CloudEvent' }, { type: 'object', properties: own }] };
  const event = {
    specversion: '1.0',
    id: ID,
    source: `/${owner}`,
    type,
    subject: ID,
    time: '2026-02-13T06:00:00.000Z',
    datacontenttype: 'application/json',
    aggregatetype: aggregateType,
    aggregateid: ID,
    aggregateversion: 1,
    data: example,
  };
  return { name: type, contentType: 'application/cloudevents+json', payload, examples: [{ payload: event }] };
}
