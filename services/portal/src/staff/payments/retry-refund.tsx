import { useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { isOutcomeUnknown } from '../../api/is-outcome-unknown.ts';
import { newKey } from '../../api/request.ts';
import { useApi } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { Button } from '../../ui/button.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { useToast } from '../../ui/toasts.tsx';
import type { FailedRefund } from './attention.ts';
import styles from './payments-page.module.css';
import { PAYMENTS } from './use-payments.ts';

const words = officeTexts.payments.retry;

/** Sends money back that the bank did not take the first time. */
export function RetryRefund({ orderId, failed }: { orderId: string; failed: FailedRefund }) {
  const confirm = useConfirm();
  const { money } = useFormat();
  const { send, isBusy } = useRetry(orderId, failed);
  const amount = money(failed.amount);
  async function ask() {
    if (await confirm({ title: words.title, text: words.text(amount), action: words.yes })) await send();
  }
  return (
    <div className={styles.actions}>
      <Button icon={<RefreshCw />} busy={isBusy} onClick={() => void ask()}>
        {words.action(amount)}
      </Button>
    </div>
  );
}

function useRetry(orderId: string, { refund, amount }: FailedRefund) {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const { money } = useFormat();
  // Kept until the outcome is known: however often it is pressed, the money goes back once.
  const [key, setKey] = useState(newKey);
  const [isBusy, setBusy] = useState(false);
  async function send() {
    const body = { amount, reason: refund.reason, gateway_payment_id: refund.gateway_payment_id };
    setBusy(true);
    try {
      await api.call('POST /admin/orders/:id/refund', { params: { id: orderId }, body, idempotencyKey: key });
      toast({ title: words.done(money(amount)) });
    } catch (error) {
      const isUnknown = isOutcomeUnknown(error);
      if (!isUnknown) setKey(newKey());
      toast({ title: isUnknown ? words.unknown : errorText(error), tone: 'danger' });
    } finally {
      setBusy(false);
      await client.invalidateQueries({ queryKey: PAYMENTS });
    }
  }
  return { send, isBusy };
}
