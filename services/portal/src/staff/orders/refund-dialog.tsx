import { useState } from 'react';
import { officeTexts } from '../../texts/office-texts.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { faultOf, type Refundable, type RefundDraft, rupeesOf } from './refund-draft.ts';
import { RefundFields } from './refund-fields.tsx';
import { RefundProblem } from './refund-problem.tsx';
import type { Refunding } from './use-refund.ts';

const words = officeTexts.orders.refund;

export interface RefundDialogProps {
  number: string;
  refundables: readonly Refundable[];
  refunding: Refunding;
  open: boolean;
  onClose(): void;
}

/** Gives all or a part of what is left back. While nobody knows what became of it, it can only be sent again as it is. */
export function RefundDialog({ number, open, onClose, ...rest }: RefundDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={words.title(number)} text={words.text}>
      <RefundForm {...rest} onClose={onClose} />
    </Dialog>
  );
}

function RefundForm({ refundables, refunding, onClose }: Omit<RefundDialogProps, 'number' | 'open'>) {
  const { money } = useFormat();
  const [draft, setDraft] = useState(() => emptyDraft(refundables[0]));
  const [isTried, setTried] = useState(false);
  const left = refundables.find(({ gateway_payment_id: id }) => id === draft.gatewayPaymentId)?.refundable ?? 0;
  const reason = reasonOf(draft);
  const isComplete = faultOf(draft.amount, left) === undefined && reason !== '';

  async function submit() {
    setTried(true);
    if (!refunding.isUnknown && !isComplete) return;
    const { gatewayPaymentId: gateway_payment_id, amount } = draft;
    if (await refunding.send({ gateway_payment_id, amount: rupeesOf(amount), reason })) onClose();
  }
  function change(next: RefundDraft) {
    refunding.forgetError();
    setDraft(next);
  }

  return (
    <Form onSubmit={() => void submit()}>
      <RefundFields {...{ draft, left, refundables, refunding, isTried }} onChange={change} />
      <RefundProblem refunding={refunding} />
      <FormActions>
        <Button onClick={onClose}>{texts.common.close}</Button>
        <Button type="submit" variant="danger" busy={refunding.isBusy}>
          {refunding.isUnknown
            ? words.again
            : isComplete
              ? words.action(money(rupeesOf(draft.amount)))
              : words.actionPlain}
        </Button>
      </FormActions>
    </Form>
  );
}

function emptyDraft(first: Refundable | undefined): RefundDraft {
  const { gateway_payment_id: gatewayPaymentId = '', refundable = 0 } = first ?? {};
  return { gatewayPaymentId, amount: refundable.toFixed(2), reason: null, words: '' };
}

/** What the books say; empty while nothing is chosen. */
function reasonOf({ reason, words: own }: RefundDraft): string {
  if (reason === null) return '';
  return reason === 'other' ? own.trim() : words.reasons[reason];
}
