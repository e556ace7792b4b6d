import type { OrderView } from '@campus/contracts/order-state';
import { useCallback } from 'react';
import { useLive } from '../../app/live-provider.tsx';
import { texts } from '../../texts/texts.ts';
import { useToast } from '../../ui/toasts.tsx';

const { codes } = texts.common.errors;

/** "Seen": one screen says it, all fall silent. What did not get through goes on ringing. */
export function useAcknowledge() {
  const live = useLive();
  const toast = useToast();
  return useCallback(
    async (orders: readonly OrderView[]) => {
      const answers = await Promise.allSettled(orders.map(({ id }) => live?.acknowledge(id)));
      const failed = answers.find((answer) => answer.status === 'rejected' || !answer.value || 'error' in answer.value);
      if (!failed) return;
      const code = failed.status === 'fulfilled' && failed.value && 'error' in failed.value && failed.value.error.code;
      toast({ title: codes[code || 'OFFLINE'] ?? codes.INTERNAL_ERROR ?? '', tone: 'danger' });
    },
    [live, toast],
  );
}
