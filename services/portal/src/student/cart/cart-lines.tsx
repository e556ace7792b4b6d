import { useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '../../api/endpoints.ts';
import { texts } from '../../texts/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Money } from '../../ui/money.tsx';
import { knownMenu } from '../menu/use-menu.ts';
import type { CartLine } from './cart.ts';
import styles from './cart-lines.module.css';
import { type Limits, Stepper } from './stepper.tsx';
import { useCart } from './use-cart.ts';

const words = texts.student.cart;
const { codes } = texts.common.errors;

export interface CartLinesProps {
  lines: readonly CartLine[];
  /** Not there when no price could be worked out; the lines can still be changed. */
  quote?: AnswerOf<'POST /orders/quote'>['quote'];
  limits?: Limits | undefined;
}

/** What is in the cart at today's prices, with what stands in the way of each line. */
export function CartLines({ lines, quote, limits }: CartLinesProps) {
  const { setQuantity } = useCart();
  const menu = knownMenu(useQueryClient())?.dishes;
  const items = quote?.items ?? [];
  return (
    <Card>
      {lines.map(({ menu_item_id: id }) => {
        const item = items.find((one) => one.menu_item_id === id);
        const problem = quote?.problems.find((one) => one.menu_item_id === id);
        const name = item?.item_name ?? menu?.find((dish) => dish.id === id)?.name ?? words.unknown;
        return (
          <div key={id} className={styles.line}>
            <span>{name}</span>
            <div className={styles.stepper}>
              <Stepper dish={{ id, name }} disabled={problem !== undefined} limits={limits} />
            </div>
            <span className={styles.amount}>{item && !problem && <Money rupees={item.line_total} />}</span>
            {problem && (
              <div className={styles.problem}>
                <Banner tone="warning" action={<Button onClick={() => setQuantity(id, 0)}>{words.remove}</Button>}>
                  {problem.message}
                </Banner>
              </div>
            )}
          </div>
        );
      })}
      {quote?.problems
        .filter(({ menu_item_id }) => menu_item_id === null)
        .map(({ code, message }) => (
          <Banner key={code} tone="warning">
            {codes[code] ?? message}
          </Banner>
        ))}
      {quote && (
        <dl className={styles.sums}>
          <dt>{words.subtotal}</dt>
          <dd>
            <Money rupees={quote.subtotal} />
          </dd>
          {quote.delivery_charge > 0 && (
            <>
              <dt>{words.delivery}</dt>
              <dd>
                <Money rupees={quote.delivery_charge} />
              </dd>
            </>
          )}
          <dt>{words.total}</dt>
          <dd>
            <strong>
              <Money rupees={quote.total} />
            </strong>
          </dd>
        </dl>
      )}
    </Card>
  );
}
