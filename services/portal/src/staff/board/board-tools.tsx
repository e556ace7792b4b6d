import type { OrderView } from '@campus/contracts/order-state';
import { ListOrdered, UtensilsCrossed } from 'lucide-react';
import { useState } from 'react';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { AllDayDialog } from './all-day-dialog.tsx';
import { type Pause, PauseMenu } from './pause-control.tsx';
import { SoldOutDialog } from './sold-out-dialog.tsx';

/** What concerns the whole kitchen: totals, a dish that is gone, a breather. */
export function BoardTools({ orders, pause }: { orders: readonly OrderView[]; pause: Pause }) {
  const [open, setOpen] = useState<'all-day' | 'sold-out'>();
  const close = () => setOpen(undefined);
  return (
    <>
      <Button icon={<ListOrdered />} onClick={() => setOpen('all-day')}>
        {texts.board.allDay.show}
      </Button>
      <Button icon={<UtensilsCrossed />} onClick={() => setOpen('sold-out')}>
        {texts.board.soldOut.open}
      </Button>
      <PauseMenu pause={pause} />
      <AllDayDialog orders={orders} open={open === 'all-day'} onClose={close} />
      <SoldOutDialog open={open === 'sold-out'} onClose={close} />
    </>
  );
}
