import { Minus, Plus } from 'lucide-react';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './stepper.module.css';
import { useCart } from './use-cart.ts';

const words = texts.student.menu;

export interface StepperProps {
  dish: { id: string; name: string };
  disabled?: boolean;
}

/** How many of a dish are in the cart; one can always take away, and add while it is available. */
export function Stepper({ dish: { id, name }, disabled }: StepperProps) {
  const { quantityOf, setQuantity } = useCart();
  const quantity = quantityOf(id);
  if (quantity === 0) {
    return (
      <Button label={words.addDish(name)} icon={<Plus />} disabled={disabled} onClick={() => setQuantity(id, 1)}>
        {words.add}
      </Button>
    );
  }
  return (
    <div className={styles.stepper}>
      <IconButton label={words.less(name)} icon={<Minus />} onClick={() => setQuantity(id, quantity - 1)} />
      <output>{quantity}</output>
      <IconButton
        label={words.more(name)}
        icon={<Plus />}
        disabled={disabled}
        onClick={() => setQuantity(id, quantity + 1)}
      />
    </div>
  );
}
