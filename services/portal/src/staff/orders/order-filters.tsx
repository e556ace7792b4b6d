import { ListFilter, X } from 'lucide-react';
import { useState } from 'react';
import { officeTexts } from '../../texts/office-texts.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './order-filters.module.css';
import { OrderSearchField } from './order-search-field.tsx';
import { filterCount, type OrdersSearch, PAYMENT_STATUSES, STATUSES, TYPES } from './orders-search.ts';

const words = officeTexts.orders.filters;
const { order } = texts.common;

export interface OrderFiltersProps {
  wanted: OrdersSearch;
  /** Only admins see orders that nobody has paid yet. */
  mayUnconfirmed: boolean;
  onChange(wanted: OrdersSearch): void;
}

/** What is looked for: one row where there is room, behind a button on a phone. */
export function OrderFilters({ wanted, mayUnconfirmed, onChange }: OrderFiltersProps) {
  const [isOpen, setOpen] = useState(false);
  const count = filterCount(wanted);
  return (
    <section className={styles.filters} aria-label={words.group}>
      <div className={styles.search}>
        <OrderSearchField value={wanted.search ?? ''} onChange={(search) => onChange({ ...wanted, search })} />
        <span className={styles.toggle}>
          <Button icon={<ListFilter />} onClick={() => setOpen(!isOpen)} expanded={isOpen}>
            {words.open(count)}
          </Button>
        </span>
      </div>
      <div className={styles.fields} data-open={isOpen}>
        <Choosers wanted={wanted} onChange={onChange} />
        {mayUnconfirmed && (
          <span className={styles.broad}>
            <Checkbox
              name="unconfirmed"
              label={words.unconfirmed}
              checked={wanted.unconfirmed === true}
              onChange={(chosen) => onChange({ ...wanted, unconfirmed: chosen ? true : undefined })}
            />
          </span>
        )}
        {count + (wanted.search ? 1 : 0) > 0 && (
          <Button variant="quiet" icon={<X />} onClick={() => onChange({})}>
            {words.clear}
          </Button>
        )}
      </div>
    </section>
  );
}

function Choosers({ wanted, onChange }: Omit<OrderFiltersProps, 'mayUnconfirmed'>) {
  return (
    <>
      <Select
        label={words.status}
        name="status"
        choices={choices(STATUSES, order.status)}
        value={wanted.status ?? ''}
        onChange={(status) => onChange({ ...wanted, status: status || undefined })}
      />
      <Select
        label={words.type}
        name="type"
        choices={choices(TYPES, order.type)}
        value={wanted.type ?? ''}
        onChange={(type) => onChange({ ...wanted, type: type || undefined })}
      />
      <Select
        label={words.payment}
        name="payment_status"
        choices={choices(PAYMENT_STATUSES, order.payment)}
        value={wanted.payment_status ?? ''}
        onChange={(payment) => onChange({ ...wanted, payment_status: payment || undefined })}
      />
      {(['from', 'to'] as const).map((end) => (
        <TextField
          key={end}
          label={words[end]}
          name={end}
          type="date"
          value={wanted[end] ?? ''}
          onChange={(day) => onChange({ ...wanted, [end]: day || undefined })}
        />
      ))}
    </>
  );
}

function choices<Value extends string>(values: readonly Value[], names: Record<Value, string>) {
  return [{ value: '' as const, label: words.all }, ...values.map((value) => ({ value, label: names[value] }))];
}
