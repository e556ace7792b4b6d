import type { OrderView } from '@campus/contracts/order-state';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '../../app/portal-context.ts';
import type { Step } from './next-step.ts';
import { useOrderCommand } from './use-order-command.ts';

/** A tap that can still be taken back. */
export interface PendingStep {
  order: OrderView;
  to: Step;
  timer: ReturnType<typeof setTimeout>;
}

export const UNDO_MS = 5_000;

/**
 * One tap to advance, with five seconds to take it back. The command is sent when they are over, not before: not every step has a way
 * back on the server (nobody can "unstart" an order). Whoever leaves the page has made up their mind: everything pending is sent at once.
 */
export function usePendingSteps() {
  const api = useApi();
  const run = useOrderCommand();
  const [pending, setPending] = useState<ReadonlyMap<string, PendingStep>>(new Map());
  const latest = useRef(pending);
  latest.current = pending;

  const drop = useCallback((id: string) => {
    setPending((known) => new Map([...known].filter(([key]) => key !== id)));
  }, []);

  const send = useCallback(
    async ({ order: { id, version }, to }: Pick<PendingStep, 'order' | 'to'>) => {
      await run(() => api.call('PATCH /admin/orders/:id/status', { params: { id }, body: { status: to, version } }));
      drop(id);
    },
    [api, run, drop],
  );

  // What a timer or the end of the page sends with is the newest; a new one is no reason to send.
  const latestSend = useRef(send);
  latestSend.current = send;

  const begin = useCallback((order: OrderView, to: Step) => {
    const timer = setTimeout(() => void latestSend.current({ order, to }), UNDO_MS);
    setPending((known) => {
      if (!known.has(order.id)) return new Map(known).set(order.id, { order, to, timer });
      clearTimeout(timer);
      return known;
    });
  }, []);

  const undo = useCallback(
    (id: string) => {
      clearTimeout(latest.current.get(id)?.timer);
      drop(id);
    },
    [drop],
  );

  useEffect(() => {
    const flush = () => {
      for (const step of latest.current.values()) {
        clearTimeout(step.timer);
        void latestSend.current(step);
      }
    };
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      flush();
    };
  }, []);

  return { pending, begin, undo };
}

export type PendingSteps = ReturnType<typeof usePendingSteps>;
