import { componentsOf } from '../openapi/components.ts';
import { eventChannels } from './event-channels.ts';
import type { Message } from './message.ts';
import { otpChannel } from './otp-channel.ts';
import { socketChannels } from './socket-channels.ts';

const TAGS: Record<string, string> = {
  auth: 'Signing in, profiles, staff',
  catalog: 'The menu',
  ordering: 'Orders, deliveries, settings',
  payment: 'Payments and refunds',
  notification: 'Pushes, SMS and the inbox',
  reporting: 'Read models',
  realtime: 'Sockets and the event stream',
  gateway: 'Ended sessions',
  operator: 'The programs of those who run the platform',
};

const DESCRIPTION = `Events carry the whole state of their subject; a consumer keeps the highest \`aggregateversion\`. They are published at least once:
a consumer knows a repetition by the event's \`id\`. Sockets and the event stream show the same facts; a client keeps the highest \`order.version\`.
Requests and answers are in the OpenAPI document, \`/api/v1/openapi.json\`.`;

/** Events and sockets of the platform as AsyncAPI 3, made of the contracts. */
export function asyncapiDocument() {
  const parts = [eventChannels(), otpChannel(), socketChannels()];
  const merged = <Part>(pick: (part: (typeof parts)[number]) => Record<string, Part>): Record<string, Part> =>
    Object.assign({}, ...parts.map(pick));
  return {
    asyncapi: '3.0.0',
    info: { title: 'Campus Food: events and sockets', version: '1.0.0', description: DESCRIPTION },
    defaultContentType: 'application/json',
    servers: {
      broker: { host: 'localhost:5672', protocol: 'amqp', description: 'RabbitMQ' },
      gateway: { host: 'localhost:8000', protocol: 'ws', description: 'The gateway' },
      stream: { host: 'localhost:8000', protocol: 'http', description: 'The gateway, for server-sent events' },
    },
    channels: merged<object>(({ channels }) => channels),
    operations: merged<object>(({ operations }) => operations),
    components: {
      messages: merged<Message>(({ messages }) => messages),
      schemas: componentsOf(merged(({ schemas }) => schemas)),
      tags: Object.fromEntries(Object.entries(TAGS).map(([name, description]) => [name, { name, description }])),
      securitySchemes: {
        brokerUser: { type: 'userPassword', description: 'A user of the broker for each service.' },
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The access token of the API.',
        },
      },
    },
  };
}
