import { fieldErrors, isApiError } from '../../api/api-error.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { faultOf, type Refundable, type RefundDraft, type RefundReason } from './refund-draft.ts';
import type { Refunding } from './use-refund.ts';

const words = officeTexts.orders.refund;
const REASONS = (Object.keys(words.reasons) as RefundReason[]).map((value) => ({ value, label: words.reasons[value] }));
const MAX_WORDS = 200;

export interface RefundFieldsProps {
  draft: RefundDraft;
  left: number;
  refundables: readonly Refundable[];
  refunding: Refunding;
  /** Whether somebody has pressed the button: before that nothing is wrong yet. */
  isTried: boolean;
  onChange(draft: RefundDraft): void;
}

export function RefundFields({ draft, left, refundables, refunding, isTried, onChange }: RefundFieldsProps) {
  const { money } = useFormat();
  const disabled = refunding.isUnknown || refunding.isBusy;
  const error = useAmountError({ draft, left, refunding, isTried });
  return (
    <>
      {refundables.length > 1 && (
        <Select
          label={words.which}
          name="gateway_payment_id"
          disabled={disabled}
          choices={refundables.map(({ gateway_payment_id: value, refundable }) => ({
            value,
            label: words.payment(value, money(refundable)),
          }))}
          value={draft.gatewayPaymentId}
          onChange={(gatewayPaymentId) => onChange({ ...draft, gatewayPaymentId })}
        />
      )}
      <TextField
        label={words.amount}
        name="amount"
        inputMode="decimal"
        autoComplete="off"
        hint={words.left(money(left))}
        error={error}
        disabled={disabled}
        value={draft.amount}
        onChange={(amount) => onChange({ ...draft, amount })}
      />
      <ChoiceGroup
        label={isTried && draft.reason === null ? words.reasonNeeded : words.reason}
        choices={REASONS.map((choice) => ({ ...choice, disabled }))}
        value={draft.reason}
        onChange={(reason) => onChange({ ...draft, reason })}
      />
      {draft.reason === 'other' && (
        <TextField
          label={words.words}
          name="words"
          maxLength={MAX_WORDS}
          disabled={disabled}
          error={isTried && draft.words.trim() === '' ? words.wordsNeeded : undefined}
          value={draft.words}
          onChange={(own) => onChange({ ...draft, words: own })}
        />
      )}
    </>
  );
}

type AmountState = Pick<RefundFieldsProps, 'draft' | 'left' | 'refunding' | 'isTried'>;

/** The server's refusal first: it knows what somebody else gave back a moment ago. */
function useAmountError({ draft, left, refunding: { error }, isTried }: AmountState): string | undefined {
  const { money } = useFormat();
  if (isApiError(error, 'REFUND_EXCEEDS_PAYMENT')) {
    const { refundable } = (error.details ?? {}) as { refundable?: number };
    return refundable ? words.tooMuch(money(refundable)) : words.nothingLeft;
  }
  const { amount } = fieldErrors(error);
  if (amount) return amount;
  const fault = isTried ? faultOf(draft.amount, left) : undefined;
  if (fault === 'tooMuch') return words.tooMuch(money(left));
  return fault && words[fault];
}
