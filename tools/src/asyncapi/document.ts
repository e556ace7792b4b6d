import { componentsOf } from '../openapi/components.ts';
import { eventChannels } from './event-channels.ts';
import { socketChannels } from './socket-channels.ts';

/** Events and sockets of the platform as AsyncAPI 3, made of the contracts. */
export function asyncapiDocument() {
  const [events, sockets] = [eventChannels(), socketChannels()];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Campus Food: events and sockets',
      version: '1.0.0',
      description: 'Events carry the whole state of their subject; a consumer keeps the highest `aggregateversion`.',
    },
    defaultContentType: 'application/json',
    servers: {
      broker: { host: 'localhost:5672', protocol: 'amqp', description: 'RabbitMQ' },
      gateway: { host: 'localhost:8000', protocol: 'ws', description: 'The gateway' },
    },
    channels: { ...events.channels, ...sockets.channels },
    operations: { ...events.operations, ...sockets.operations },
    components: {
      messages: { ...events.messages, ...sockets.messages },
      schemas: componentsOf({ ...events.schemas, ...sockets.schemas }),
    },
  };
}
