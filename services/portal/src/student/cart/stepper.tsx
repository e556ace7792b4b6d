import { Minus, Plus } from 'lucide-react';
import type { AnswerOf } from '../../api/endpoints.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './stepper.module.css';
import { useCart } from './use-cart.ts';

const words = texts.student.menu;

export type Limits = AnswerOf<'GET /restaurant'>['restaurant']['limits'];

export interface StepperProps {
  dish: { id: string; name: string };
  disabled?: boolean;
  /** Not there until the restaurant has told them; the quote tells too. */
  limits?: Limits | undefined;
}

/** How many of a dish are in the cart; one can always take away, and add while it is available and fits into one order. */
export function Stepper({ dish: { id, name }, disabled, limits }: StepperProps) {
  const { lines, quantityOf, setQuantity } = useCart();
  const quantity = quantityOf(id);
  if (quantity === 0) {
    const isFull = limits !== undefined && lines.length >= limits.lines_per_order;
    return (
      <Button
        label={isFull ? words.cartFull(name, limits.lines_per_order) : words.addDish(name)}
        icon={<Plus />}
        disabled={disabled || isFull}
        onClick={() => setQuantity(id, 1)}
      >
        {words.add}
      </Button>
    );
  }
  const most = limits?.quantity_per_item ?? Number.POSITIVE_INFINITY;
  return (
    <div className={styles.stepper}>
      <IconButton label={words.less(name)} icon={<Minus />} onClick={() => setQuantity(id, quantity - 1)} />
      <output>{quantity}</output>
      <IconButton
        label={quantity >= most ? words.most(name, most) : words.more(name)}
        icon={<Plus />}
        disabled={disabled || quantity >= most}
        onClick={() => setQuantity(id, quantity + 1)}
      />
    </div>
  );
}
