import type { MenuItemView } from '@campus/contracts/menu-api';
import { type OffUntil, offUntil } from '../../app/off-until.ts';
import { usePortal } from '../../app/portal-context.ts';
import { texts } from '../../texts/texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { VegMark } from '../../ui/veg-mark.tsx';
import styles from './sold-out.module.css';
import { useAvailability } from './use-availability.ts';

const words = texts.board.soldOut;
const CHOICES: readonly OffUntil[] = ['hour', 'slot', 'tomorrow'];

/** A dish with its three ways off the menu, or the way back. */
export function SoldOutDish({
  dish: { id, name, is_veg, is_available },
  slotEndsAt,
  onDone,
}: {
  dish: MenuItemView;
  slotEndsAt: string | undefined;
  onDone(): void;
}) {
  const { settings } = usePortal();
  const change = useAvailability(onDone);
  const untilOf = (choice: OffUntil) => offUntil(choice, { now: Date.now(), timeZone: settings.time_zone, slotEndsAt });

  return (
    <div className={styles.dish}>
      <span className={styles.name}>
        <VegMark isVeg={is_veg} /> {name} {!is_available && <Badge tone="danger">{words.off}</Badge>}
      </span>
      <span className={styles.choices}>
        {is_available ? (
          CHOICES.filter((choice) => untilOf(choice) !== undefined).map((choice) => (
            <Button
              key={choice}
              disabled={change.isPending}
              label={`${name}: ${words.until[choice]}`}
              onClick={() => change.mutate({ id, name, isAvailable: false, until: untilOf(choice) })}
            >
              {words.until[choice]}
            </Button>
          ))
        ) : (
          <Button
            variant="primary"
            busy={change.isPending}
            label={`${name}: ${words.on}`}
            onClick={() => change.mutate({ id, name, isAvailable: true })}
          >
            {words.on}
          </Button>
        )}
      </span>
    </div>
  );
}
