import {
  acknowledgement,
  categoryMessage,
  configMessage,
  helloMessage,
  liveMessage,
  menuItemMessage,
  orderMessage,
  orderSocketMessage,
} from '@campus/contracts/realtime-api';
import { z } from 'zod';

const SHOWN = {
  hello: helloMessage,
  order: orderMessage,
  menu_item: menuItemMessage,
  category: categoryMessage,
  config: configMessage,
  resync: z.object({}),
  live: liveMessage,
};

const SUMMARIES: Partial<Record<string, string>> = {
  hello: 'The messages after this position follow. Send the last position you saw as `since` when you connect again.',
  order: 'The whole card. Keep the highest `version` of each order.',
  category: 'A category was changed; one that is not active takes its dishes from the menu.',
  resync: 'Something was missed that is not kept any more, or a job was taken away: fetch the list again.',
  live: '`false` while changes do not get through: say so on the screen; `true` when they flow again.',
};

const MESSAGES = { ...SHOWN, ack: acknowledgement, order_watch: orderSocketMessage };

const MENU = ['menu_item', 'category'];

const NAMESPACES: Record<string, { description: string; messages: string[] }> = {
  kitchen: {
    description:
      'Kitchen and admin: confirmed orders, dishes, settings. `ack` silences the alarm of an order everywhere.',
    messages: [...Object.keys(SHOWN), 'ack'],
  },
  orders: {
    description: 'Consumers: their own orders, the menu, and the settings that `GET /restaurant` shows.',
    messages: Object.keys(SHOWN),
  },
  delivery: {
    description: 'Delivery people: their own jobs, and the settings that `GET /restaurant` shows.',
    messages: Object.keys(SHOWN).filter((name) => !MENU.includes(name)),
  },
};

/** The sockets of realtime, as they are reached through the gateway. */
export function socketChannels() {
  const namespaces = Object.entries(NAMESPACES).map(([name, { description, messages }]) => [
    `socket.io ${name}`,
    channel(`/socket.io (namespace /${name})`, description, messages),
  ]);
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
        { name, summary: SUMMARIES[name], payload: { $ref: `#/components/schemas/${schemaName(name)}` } },
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
