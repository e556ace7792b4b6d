import type { refundOrderBody } from '@campus/contracts/payments-api';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { isOutcomeUnknown } from '../../api/is-outcome-unknown.ts';
import { newKey } from '../../api/request.ts';
import { useApi } from '../../app/portal-context.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { useFormat } from '../../ui/format-context.ts';
import { useToast } from '../../ui/toasts.tsx';

type Wish = z.input<typeof refundOrderBody> & { amount: number };

/** Something that was sent and of which nobody knows whether it happened. */
interface Intention {
  key: string;
  wish: Wish;
}

/** Gives money back. What got no answer stays one intention: sent again it has the same key and content, so it happens once. */
export function useRefund(orderId: string) {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const { money } = useFormat();
  const [unknown, setUnknown] = useState<Intention>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  async function send(wish: Wish): Promise<boolean> {
    const intention = unknown ?? { key: newKey(), wish };
    setBusy(true);
    setError(undefined);
    try {
      const { key, wish: body } = intention;
      await api.call('POST /admin/orders/:id/refund', { params: { id: orderId }, body, idempotencyKey: key });
      setUnknown(undefined);
      toast({ title: officeTexts.orders.done.refund(money(body.amount)) });
      return true;
    } catch (refusal) {
      setUnknown(isOutcomeUnknown(refusal) ? intention : undefined);
      setError(refusal);
      return false;
    } finally {
      setBusy(false);
      await client.invalidateQueries({ queryKey: ['orders'] });
    }
  }

  return { send, isBusy, isUnknown: unknown !== undefined, error, forgetError: () => setError(undefined) };
}

export type Refunding = ReturnType<typeof useRefund>;
