import { useMemo } from 'react';
import { officeTexts } from '../../texts/office-texts.ts';
import { Card } from '../../ui/card.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { Moment } from '../../ui/moment.tsx';
import styles from './history-card.module.css';
import { whatHappened, whoDidIt } from './history-words.ts';
import type { StaffOrder } from './staff-order.ts';
import { useStaff } from './use-staff.ts';

const words = officeTexts.orders.history;

/** Everything that happened to the order, by whom and when; the newest at the end. */
export function HistoryCard({ order }: { order: StaffOrder }) {
  const { data } = useStaff();
  const { moment } = useFormat();
  const staff = useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data]);
  return (
    <Card title={words.title}>
      <ol className={styles.history} aria-label={words.title}>
        {order.history.map((change) => (
          <li key={change.version} className={styles.change}>
            <span className={styles.what}>{whatHappened(change, moment)}</span>
            <span className={styles.who}>
              <Moment at={change.at} /> {words.line(whoDidIt(change, { customer: order.customer_name, staff }))}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
