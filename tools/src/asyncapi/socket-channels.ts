import {
  acknowledgement,
  configMessage,
  helloMessage,
  menuItemMessage,
  orderMessage,
  orderSocketMessage,
} from '@campus/contracts/realtime-api';
import { z } from 'zod';

const SHOWN = {
  hello: helloMessage,
  order: orderMessage,
  menu_item: menuItemMessage,
  config: configMessage,
  resync: z.object({}),
};

const MESSAGES = { ...SHOWN, ack: acknowledgement, order_watch: orderSocketMessage };

const NAMESPACES = {
  kitchen: 'Kitchen and admin: confirmed orders, dishes, settings. `ack` silences the alarm of an order everywhere.',
  orders: 'Consumers: their own orders.',
  delivery: 'Delivery people: their own jobs.',
};

/** The sockets of realtime, as they are reached through the gateway. */
export function socketChannels() {
  const namespaces = Object.entries(NAMESPACES).map(([name, description]) => {
    const heard = Object.keys(SHOWN).concat(name === 'kitchen' ? 'ack' : []);
    return [`socket.io ${name}`, channel(`/socket.io (namespace /${name})`, description, heard)] as const;
  });
  const watch = channel(
    '/api/v1/ws/orders/{order_id}?token=',
    'One order for its owner and for staff. Closes 1000 when it is final, 4401 for a bad token, 4404 for a foreign order, 4429 beyond five sockets of a person; 1012 and 1013: connect again.',
    ['order_watch'],
  );
  const channels = { 'order socket': { ...watch, parameters: { order_id: {} } }, ...Object.fromEntries(namespaces) };
  const operations = Object.entries(channels).map(([name]) => [
    `realtime shows ${name}`,
    { action: 'send', channel: { $ref: `#/channels/${escaped(name)}` }, tags: [{ name: 'realtime' }] },
  ]);
  return {
    channels,
    operations: {
      ...Object.fromEntries(operations),
      'kitchen acknowledges an order': {
        action: 'receive',
        channel: { $ref: `#/channels/${escaped('socket.io kitchen')}` },
        messages: [{ $ref: `#/channels/${escaped('socket.io kitchen')}/messages/ack` }],
        tags: [{ name: 'realtime' }],
      },
    },
    messages: Object.fromEntries(
      Object.keys(MESSAGES).map((name) => [
        name,
        { name, payload: { $ref: `#/components/schemas/${schemaName(name)}` } },
      ]),
    ),
    schemas: Object.fromEntries(Object.entries(MESSAGES).map(([name, schema]) => [schemaName(name), schema])),
  };
}

function channel(address: string, description: string, messages: string[]) {
  return {
    address,
    description,
    servers: [{ $ref: '#/servers/gateway' }],
    messages: Object.fromEntries(messages.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
  };
}

/** `menu_item` → `SocketMenuItem`. */
function schemaName(message: string): string {
  return `Socket${message.replace(/(?:^|_)(\w)/g, (_all, letter: string) => letter.toUpperCase())}`;
}

function escaped(name: string): string {
  return name.replaceAll(' ', '%20');
}
