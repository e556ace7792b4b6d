import type { Message } from './message.ts';
import { operation } from './operation.ts';
import { SAID, SHOWN, WATCHED } from './socket-messages.ts';

const MESSAGES = { ...SHOWN, ...WATCHED, ...SAID };

const EVERYTHING = Object.keys(SHOWN);
const MENU = ['menu_item', 'category'];

const NAMESPACES: Record<string, { description: string; shown: string[] }> = {
  kitchen: {
    description:
      'Kitchen and admin: confirmed orders, dishes, settings. `ack` silences the alarm of an order everywhere.',
    shown: EVERYTHING,
  },
  orders: {
    description: 'Consumers: their own orders, the menu, and the settings that `GET /restaurant` shows.',
    shown: EVERYTHING,
  },
  delivery: {
    description: 'Delivery people: their own jobs, and the settings that `GET /restaurant` shows.',
    shown: EVERYTHING.filter((name) => !MENU.includes(name)),
  },
};

/** The three doors of realtime, as they are reached through the gateway: an order's socket, socket.io, and the event stream. */
export function socketChannels() {
  const rooms = Object.keys(NAMESPACES).map((name) => `socket-io-${name}`);
  return {
    channels: {
      'socket-order': orderSocket,
      ...Object.fromEntries(Object.keys(NAMESPACES).map((name) => [`socket-io-${name}`, namespace(name)])),
      'socket-stream': eventStream,
    },
    operations: {
      ...Object.fromEntries(
        ['socket-order', 'socket-stream', ...rooms].map((channel) => [`realtime-shows-${channel}`, shows(channel)]),
      ),
      ...Object.fromEntries(rooms.map((channel) => [`client-opens-${channel}`, opens(channel)])),
      'kitchen-acknowledges': operation({
        action: 'receive',
        channel: 'socket-io-kitchen',
        by: 'realtime',
        summary: 'The kitchen has seen an order; the callback gets the answer.',
        messages: ['ack'],
        reply: 'ack_answer',
      }),
    },
    messages: Object.fromEntries(Object.keys(MESSAGES).map((name) => [name, messageOf(name)])),
    schemas: Object.fromEntries(Object.entries(MESSAGES).map(([name, { schema }]) => [schemaName(name), schema])),
  };
}

const orderSocket = {
  address: '/api/v1/ws/orders/{order_id}',
  description:
    'One order for its owner and for staff; the first message is its current status. Closes 1000 when it is final, 4401 for a bad token, 4404 for a foreign order, 4429 beyond five sockets of a person; 1012 and 1013: connect again.',
  servers: [{ $ref: '#/servers/gateway' }],
  parameters: { order_id: { description: 'The id of the order.', examples: ['0195a000-0000-7000-8000-000000000001'] } },
  bindings: {
    ws: {
      method: 'GET',
      query: { type: 'object', properties: { token: { type: 'string', description: 'The access token.' } } },
    },
  },
  messages: refers(['order_watch']),
};

const eventStream = {
  address: '/api/v1/admin/orders/stream',
  description:
    'Kitchen and admin, as server-sent events: the name of the message is the `event`, its position the `id`. `Last-Event-ID` resumes without a gap; a comment every 15 s.',
  servers: [{ $ref: '#/servers/stream' }],
  messages: refers(['order', 'menu_item', 'category', 'config', 'resync', 'live']),
};

function namespace(name: string): object {
  const { description, shown } = NAMESPACES[name] ?? { description: '', shown: [] };
  const said = name === 'kitchen' ? ['handshake', 'ack', 'ack_answer'] : ['handshake'];
  return {
    address: `/socket.io (namespace /${name})`,
    description,
    servers: [{ $ref: '#/servers/gateway' }],
    messages: refers([...shown, ...said]),
  };
}

function shows(channel: string): object {
  const messages = NAMESPACES[channel.replace('socket-io-', '')]?.shown;
  const summary = 'Shows what happens, in the order in which it happens.';
  return operation({ action: 'send', channel, by: 'realtime', summary, ...(messages && { messages }) });
}

function opens(channel: string): object {
  const summary = 'A client connects, and says what it saw last.';
  return operation({ action: 'receive', channel, by: 'realtime', summary, messages: ['handshake'] });
}

function refers(messages: string[]): object {
  return Object.fromEntries(messages.map((name) => [name, { $ref: `#/components/messages/${name}` }]));
}

function messageOf(name: string): Message {
  const { examples = [], summary } = MESSAGES[name] ?? {};
  return {
    name,
    ...(summary && { summary }),
    payload: { $ref: `#/components/schemas/${schemaName(name)}` },
    examples: examples.map((payload) => ({ payload })),
  };
}

/** `menu_item` → `SocketMenuItem`. */
function schemaName(message: string): string {
  return `Socket${message.replace(/(?:^|_)(\w)/g, (_all, letter: string) => letter.toUpperCase())}`;
}
