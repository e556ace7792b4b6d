import { useState } from 'react';
import { useApi } from '../../app/portal-context.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import type { StaffOrder } from './staff-order.ts';
import { useOrderCommand } from './use-order-command.ts';

// The same words as on the board.
const words = texts.board.cancel;
type Reason = keyof typeof words.reasons;
const REASONS = (Object.keys(words.reasons) as Reason[]).map((value) => ({ value, label: words.reasons[value] }));

export function CancelDialog({ order, open, onClose }: { order: StaffOrder; open: boolean; onClose(): void }) {
  const { id, order_number: number, version } = order;
  const api = useApi();
  const { run, isBusy } = useOrderCommand();
  const [reason, setReason] = useState<Reason | null>(null);

  async function cancel() {
    if (!reason) return;
    const body = { status: 'cancelled' as const, reason, version };
    const worked = await run(
      () => api.call('PATCH /admin/orders/:id/status', { params: { id }, body }),
      officeTexts.orders.done.cancelled(number),
    );
    if (worked) onClose();
  }

  return (
    <Dialog open={open} onClose={onClose} title={words.title(number)} text={words.text}>
      <Form onSubmit={() => void cancel()}>
        <ChoiceGroup label={words.reason} choices={REASONS} value={reason} onChange={setReason} />
        <FormActions>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button type="submit" variant="danger" busy={isBusy} disabled={!reason}>
            {words.action}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
