import type { OrderView } from '@campus/contracts/order-state';
import { useCallback, useMemo, useState } from 'react';
import { useApi } from '../../app/portal-context.ts';
import { useLiveOrders } from '../../app/use-live-orders.ts';
import { texts } from '../../texts/texts.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AlarmBar } from './alarm-bar.tsx';
import { alarming } from './alarming-orders.ts';
import { isOnBoard } from './board-columns.ts';
import { BoardColumns } from './board-columns-view.tsx';
import { BoardContext } from './board-context.ts';
import { BoardTools } from './board-tools.tsx';
import { fetchBoard } from './fetch-board.ts';
import { PauseBanner, usePause } from './pause-control.tsx';
import { PrintTicket } from './print-ticket.tsx';
import { useAcknowledge } from './use-acknowledge.ts';
import { useAlarm } from './use-alarm.ts';
import { BOARD } from './use-order-command.ts';
import { usePendingSteps } from './use-pending-steps.ts';

const words = texts.board;
const NOTHING: readonly OrderView[] = [];

export function BoardPage() {
  const api = useApi();
  const { data, error, refetch } = useLiveOrders({
    queryKey: BOARD,
    fetch: (signal) => fetchBoard(api, signal),
    belongs: isOnBoard,
  });
  const orders = data ?? NOTHING;
  const steps = usePendingSteps();
  const acknowledge = useAcknowledge();
  const pause = usePause();
  const [printed, print] = useState<OrderView>();
  const onPrinted = useCallback(() => print(undefined), []);
  // A ticket that was just started is no reason to ring, even before the server knows.
  const ringing = alarming(orders.filter(({ id }) => !steps.pending.has(id)));
  const { isUnlocked, unlock } = useAlarm(
    ringing.cancelled.length > 0 ? 'cancelled' : ringing.new.length > 0 ? 'new' : undefined,
  );
  const board = useMemo(() => ({ steps, acknowledge, print }), [steps, acknowledge]);

  return (
    <BoardContext value={board}>
      <Page title={words.title} width="wide" actions={<BoardTools orders={orders} pause={pause} />}>
        <PauseBanner pause={pause} />
        <AlarmBar ringing={ringing} isUnlocked={isUnlocked} onUnlock={() => void unlock()} />
        {data ? <BoardColumns orders={data} /> : error ? <ErrorState error={error} onRetry={refetch} /> : <Loading />}
      </Page>
      {printed && <PrintTicket order={printed} onPrinted={onPrinted} />}
    </BoardContext>
  );
}

function Loading() {
  return <Skeleton label={words.loading} count={4} height="24rem" minWidth="18rem" />;
}
