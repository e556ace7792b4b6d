import type { Socket } from 'node:net';
import type { Sky } from './weather.ts';

interface Way {
  from: Socket;
  to: Socket;
  sky: Sky;
  /** Answers can be torn, questions cannot. */
  carries: 'questions' | 'answers';
}

/** Carries bytes from one socket to the other as the weather lets it; an end on one side is an end on the other, a reset a reset. */
export function carry({ from, to, sky, carries }: Way): void {
  const waiting: { piece: Buffer | undefined; at: number }[] = [];
  let timer: NodeJS.Timeout | undefined;

  const deliver = () => {
    clearTimeout(timer);
    for (let next = waiting[0]; next; next = waiting[0]) {
      const waitMs = waitFor(sky, next.at);
      if (waitMs > 0) {
        if (Number.isFinite(waitMs)) timer = setTimeout(deliver, waitMs);
        return;
      }
      waiting.shift();
      const rest = sky.weather().kind === 'trickling' ? next.piece?.subarray(1) : undefined;
      if (!rest?.length) pass(next.piece);
      else {
        pass(next.piece?.subarray(0, 1));
        waiting.unshift({ piece: rest, at: performance.now() });
      }
    }
  };
  const pass = (piece: Buffer | undefined) => {
    if (to.destroyed) return;
    if (piece === undefined) return void to.end();
    if (carries === 'questions' || !sky.tears()) return void to.write(piece);
    to.write(piece.subarray(0, Math.ceil(piece.length / 2)), () => to.resetAndDestroy());
  };
  const add = (piece: Buffer | undefined) => {
    waiting.push({ piece, at: performance.now() });
    deliver();
  };

  from.on('data', add);
  from.once('end', () => add(undefined));
  from.on('error', () => to.resetAndDestroy());
  const stopListening = sky.onChange(deliver);
  from.once('close', (failed) => {
    stopListening();
    if (!failed && from.readableEnded) return;
    clearTimeout(timer);
    to.destroy();
  });
}

function waitFor(sky: Sky, sentAt: number): number {
  const weather = sky.weather();
  if (weather.kind === 'black hole') return Number.POSITIVE_INFINITY;
  if (weather.kind === 'trickling') return sentAt + weather.everyMs - performance.now();
  return weather.kind === 'late' ? sentAt + weather.delayMs - performance.now() : 0;
}
