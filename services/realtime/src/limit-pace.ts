import type { Socket } from 'socket.io';

const MESSAGES_PER_SECOND = 20;

/** Ends a socket that sends faster than any person can tap (S42). */
export function limitPace(socket: Socket): void {
  let second = 0;
  let received = 0;
  socket.use((_packet, next) => {
    const now = Math.floor(performance.now() / 1000);
    received = now === second ? received + 1 : 1;
    second = now;
    if (received > MESSAGES_PER_SECOND) socket.disconnect(true);
    else next();
  });
}
