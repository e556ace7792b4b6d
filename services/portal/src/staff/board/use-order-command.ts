import type { OrderView } from '@campus/contracts/order-state';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { isApiError } from '../../api/api-error.ts';
import { withHeard } from '../../live/heard.ts';
import { errorText } from '../../texts/error-text.ts';
import { texts } from '../../texts/texts.ts';
import { useToast } from '../../ui/toasts.tsx';
import { isOnBoard } from './board-columns.ts';

export const BOARD = ['board'];

/** Runs a command on an order, shows what the server made of it, and says what failed. Resolves to whether it worked. */
export function useOrderCommand() {
  const client = useQueryClient();
  const toast = useToast();
  return useCallback(
    async (command: () => Promise<{ order: OrderView }>, done?: (order: OrderView) => string) => {
      try {
        const { order } = await command();
        client.setQueryData<readonly OrderView[]>(BOARD, (known) => known && withHeard(known, order, isOnBoard));
        if (done) toast({ title: done(order) });
        return true;
      } catch (error) {
        const isRace = isApiError(error, 'VERSION_CONFLICT', 'INVALID_TRANSITION');
        toast({ title: isRace ? texts.board.conflict : errorText(error), tone: isRace ? 'info' : 'danger' });
        // After a race or a lost answer only the server knows how the order stands.
        await client.invalidateQueries({ queryKey: BOARD });
        return false;
      }
    },
    [client, toast],
  );
}
