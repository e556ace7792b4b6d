import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import asyncapiSchemas from '@asyncapi/specs';
import { EVENT_AUDIENCE, typesHeardBy } from '@campus/contracts/event-audience';
import { otpMessage } from '@campus/contracts/otp-message';
import * as realtimeApi from '@campus/contracts/realtime-api';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { ConsumeMessage } from 'amqplib';
import { expect, test } from 'vitest';
import { subscriptions as gateway } from '../../gateway/src/subscriptions.ts';
import { readEvent } from '../../libs/messaging/src/incoming-event.ts';
import { subscriptions as notification } from '../../services/notification/src/events/subscriptions.ts';
import { subscriptions as ordering } from '../../services/ordering/src/events/subscriptions.ts';
import { subscriptions as payment } from '../../services/payment/src/events/subscriptions.ts';
import { subscriptions as realtime } from '../../services/realtime/src/subscriptions.ts';
import { subscriptions as reporting } from '../../services/reporting/src/events/subscriptions.ts';
import { asyncapiDocument } from '../src/asyncapi/document.ts';
import { SAID, SHOWN, WATCHED } from '../src/asyncapi/socket-messages.ts';
import { ROOT } from '../src/platform/settings.ts';
import { faults, schemasOf } from './support/json-schema.ts';
import { lint } from './support/lint.ts';

const document = asyncapiDocument();
const ears = { gateway, notification, ordering, payment, realtime, reporting };
const { messages, schemas } = document.components;

test('gateway/asyncapi.json is the one that the contracts make now (npm run openapi)', () => {
  const committed = readFileSync(join(ROOT, 'gateway/asyncapi.json'), 'utf8');
  expect(committed).toBe(`${JSON.stringify(document, null, 2)}\n`);
});

test('it is AsyncAPI 3 as its authors write it down, and as the linter knows it', async () => {
  // It brings the dialect that it is written in.
  const ajv = new Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false });
  addFormats.default(ajv);
  const validate = ajv.compile(asyncapiSchemas.schemas['3.0.0']);
  const written = JSON.parse(JSON.stringify(document));
  expect(validate(written) ? '' : ajv.errorsText(validate.errors)).toBe('');
  expect(validate({ ...written, channels: { broken: { address: 7 } } })).toBe(false);
  expect(await lint(document, {})).toEqual([]);
});

test.each(Object.entries(ears))('the page of who hears what says of %s what its subscriptions say', (service, own) => {
  const types: string[] = own.map(({ type }) => type);
  expect(typesHeardBy(service).sort()).toEqual(types.sort());
});

test('every event that is told is in the document, with who tells and who hears it, and nobody else', () => {
  const events = Object.keys(document.channels).filter((name) => name !== 'otp' && !name.startsWith('socket-'));
  expect(events.sort()).toEqual(Object.keys(EVENT_AUDIENCE).sort());
  const operations = Object.keys(document.operations);
  for (const [type, audience] of Object.entries(EVENT_AUDIENCE)) {
    const hearers = operations.filter((name) => name.endsWith(`-hears-${type}`));
    expect(hearers.sort()).toEqual(audience.map((service) => `${service}-hears-${type}`).sort());
    expect(operations.filter((name) => name.endsWith(`-tells-${type}`))).toHaveLength(1);
  }
});

test.each(Object.entries(ears))('%s understands the example of every event that it hears', (service, own) => {
  for (const type of typesHeardBy(service)) {
    const [example] = messages[type]?.examples ?? [];
    const content = Buffer.from(JSON.stringify(example?.payload));
    const message = { content, properties: {} } as ConsumeMessage;
    expect(readEvent<never>(message, own)).toMatchObject({ type });
  }
});

test('every message has examples, and they are what its schema says', () => {
  const ajv = schemasOf(document);
  for (const { name, payload, examples } of Object.values(messages)) {
    expect(examples.length, name).toBeGreaterThan(0);
    for (const example of examples) expect([name, faults(ajv, payload, example.payload)]).toEqual([name, '']);
  }
  expect(faults(ajv, messages['order.placed']?.payload ?? {}, { specversion: '1.0' })).not.toBe('');
});

test('the sockets carry what the contracts of realtime say, and all of it', () => {
  const documented = Object.values({ ...SHOWN, ...WATCHED, ...SAID });
  for (const { schema, examples } of documented) for (const example of examples) schema.parse(example);
  const inContracts = Object.entries(realtimeApi).filter(([name]) =>
    /Message$|^handshake$|^acknowledgement/.test(name),
  );
  const known = new Set<unknown>(documented.map(({ schema }) => schema));
  expect(inContracts.filter(([, schema]) => !known.has(schema)).map(([name]) => name)).toEqual([]);
  otpMessage.parse(messages.otp?.examples[0]?.payload);
});

test('its references lead somewhere', () => {
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/(\w+)\/([^/"]+)(?:\/([^/"]+))?(?:\/([^/"]+))?"/g);
  const lost = [...references].filter((parts) => {
    const [, ...path] = parts.filter((part) => part !== undefined);
    let place: unknown = document;
    for (const step of path) place = (place as Record<string, unknown> | undefined)?.[step];
    return place === undefined;
  });
  expect(lost.map(([text]) => text)).toEqual([]);
  expect(Object.keys(schemas).length).toBeGreaterThan(20);
});
