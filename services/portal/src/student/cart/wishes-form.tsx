import type { AnswerOf } from '../../api/endpoints.ts';
import { texts } from '../../texts/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Card } from '../../ui/card.tsx';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { TextArea } from '../../ui/text-area.tsx';
import type { Wishes } from './order-form.ts';

const words = texts.student.cart;
const { type: types, method: methods } = texts.common.order;
const LONGEST = 500;

export interface WishesFormProps {
  terms: AnswerOf<'GET /restaurant'>['restaurant'];
  wishes: Wishes;
  onChange(wishes: Wishes): void;
}

/** Pickup or delivery, the kitchen's instructions and the way of paying: only what is offered now. */
export function WishesForm({ terms: { delivery, payment_methods }, wishes, onChange }: WishesFormProps) {
  const { money } = useFormat();
  const pickup = { value: 'pickup' as const, label: types.pickup, hint: words.pickupHint };
  const brought = {
    value: 'delivery' as const,
    label: types.delivery,
    hint: words.deliveryHint(money(delivery.charge)),
  };
  return (
    <Card>
      <ChoiceGroup
        label={words.kind}
        choices={delivery.enabled ? [pickup, brought] : [pickup]}
        value={wishes.type}
        onChange={(type) => onChange({ ...wishes, type })}
      />
      {wishes.type === 'delivery' && (
        <TextArea
          label={words.address}
          name="address"
          hint={words.addressHint}
          error={wishes.address.trim() ? undefined : words.addressMissing}
          maxLength={LONGEST}
          value={wishes.address}
          onChange={(address) => onChange({ ...wishes, address })}
        />
      )}
      <TextArea
        label={words.instructions}
        name="instructions"
        maxLength={LONGEST}
        value={wishes.instructions}
        onChange={(instructions) => onChange({ ...wishes, instructions })}
      />
      {payment_methods.length === 0 && <Banner tone="warning">{words.noMethod}</Banner>}
      <ChoiceGroup
        label={words.pay}
        choices={payment_methods.map((value) => ({
          value,
          label: methods[value],
          hint: value === 'upi' ? words.upiHint : words.cashHint,
        }))}
        value={wishes.method ?? null}
        onChange={(method) => onChange({ ...wishes, method })}
      />
    </Card>
  );
}
