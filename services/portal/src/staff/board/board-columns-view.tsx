import type { OrderView } from '@campus/contracts/order-state';
import { texts } from '../../texts/texts.ts';
import { COLUMNS, type Column, columnsOf } from './board-columns.ts';
import styles from './board-page.module.css';
import { Ticket } from './ticket.tsx';

const words = texts.board;

export function BoardColumns({ orders }: { orders: readonly OrderView[] }) {
  const columns = columnsOf(orders);
  return (
    <div className={styles.columns}>
      {COLUMNS.map((column) => (
        <TicketColumn key={column} column={column} orders={columns[column]} />
      ))}
    </div>
  );
}

function TicketColumn({ column, orders }: { column: Column; orders: readonly OrderView[] }) {
  return (
    <section className={styles.column} data-column={column} aria-labelledby={`column-${column}`}>
      <h2 className={styles.title} id={`column-${column}`}>
        {words.columns[column]} <span className={styles.count}>{orders.length}</span>
      </h2>
      {orders.length === 0 && <p className={styles.empty}>{words.emptyColumn[column]}</p>}
      <ul className={styles.tickets}>
        {orders.map((order) => (
          <li key={order.id}>
            <Ticket order={order} />
          </li>
        ))}
      </ul>
    </section>
  );
}
