import type { AcknowledgementAnswer } from '@campus/contracts/realtime-api';
import { io, type Socket } from 'socket.io-client';
import type { ConnectionState } from './connection-state.ts';
import { createEars, type Ears, type LiveMessages } from './messages.ts';
import { type Door, steadySocket, type TokenSource } from './steady-socket.ts';
import { type WatchedState, watchedState } from './watched-state.ts';

export interface Live {
  state(): ConnectionState;
  subscribe(listener: () => void): () => void;
  on: Ears['on'];
  /** A kitchen screen has seen this order; silences all. Rejects when there is no answer in time. */
  acknowledge(orderId: string): Promise<AcknowledgementAnswer>;
  close(): void;
}

const TICK_MS = 1_000;
const ACKNOWLEDGE_MS = 5_000;

/** Watches one door of realtime for as long as it is open, over lost networks, restarts and expired tokens, without missing a message. */
export function openLive(door: Door, token: TokenSource): Live {
  const watched = watchedState(Date.now);
  const ears = createEars();
  const place: { position?: string } = {};
  const steady = steadySocket({
    connect: (auth) => io(door, { transports: ['websocket'], auth }),
    token,
    place,
    watched,
  });
  listen(steady.socket, { ears, place, watched });

  const doubt = () => watched.happen('doubted');
  addEventListener('offline', doubt);
  const ticking = setInterval(() => watched.happen('tick'), TICK_MS);
  return {
    state: watched.state,
    subscribe: watched.subscribe,
    on: ears.on,
    acknowledge: (orderId) => steady.socket.timeout(ACKNOWLEDGE_MS).emitWithAck('ack', { order_id: orderId }),
    close() {
      clearInterval(ticking);
      removeEventListener('offline', doubt);
      steady.close();
    },
  };
}

interface Listening {
  ears: Ears;
  /** The last message that was heard: where the next connection goes on. */
  place: { position?: string };
  watched: WatchedState;
}

function listen(socket: Socket, { ears, place, watched }: Listening): void {
  const hear = <Of extends 'order' | 'menu_item' | 'category' | 'config'>(kind: Of) =>
    socket.on(kind as string, (message: LiveMessages[Of]) => {
      place.position = message.position;
      watched.happen('heard');
      ears.tell(kind, message);
    });
  hear('order');
  hear('menu_item');
  hear('category');
  hear('config');
  socket.on('live', (message: LiveMessages['live']) => {
    watched.happen(message.live ? 'flowing' : 'stalled');
    ears.tell('live', message);
  });
  socket.on('hello', ({ position }: { position: string }) => {
    const isFirst = place.position === undefined;
    place.position = position;
    watched.happen('greeted');
    // What was fetched before the first greeting may be older than the messages that follow it.
    if (isFirst) ears.tell('catch-up', undefined);
  });
  socket.on('resync', () => ears.tell('catch-up', undefined));
  socket.io.on('ping', () => watched.happen('heard'));
}
