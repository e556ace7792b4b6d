import type { AdminPaymentView } from '@campus/contracts/payments-api';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { officeTexts } from '../../texts/office-texts.ts';
import { Button } from '../../ui/button.tsx';
import styles from './order-page.module.css';
import { RefundDialog } from './refund-dialog.tsx';
import { refundableOf } from './refund-draft.ts';
import { useRefund } from './use-refund.ts';

/** Only where something is left to give back, or while nobody knows what became of a refund. */
export function RefundButton({ number, payment }: { number: string; payment: AdminPaymentView }) {
  const [isOpen, setOpen] = useState(false);
  const refunding = useRefund(payment.order_id);
  const refundables = refundableOf(payment);
  const isDisputed = payment.needs_attention.includes('dispute');
  const isPossible = (refundables.length > 0 && !isDisputed) || refunding.isUnknown;
  return (
    <>
      {isPossible && (
        <div className={styles.tools}>
          <Button icon={<Undo2 />} onClick={() => setOpen(true)}>
            {officeTexts.orders.actions.refund}
          </Button>
        </div>
      )}
      <RefundDialog
        number={number}
        refundables={refundables}
        refunding={refunding}
        open={isOpen}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
