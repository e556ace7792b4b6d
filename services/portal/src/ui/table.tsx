import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './table.module.css';

export interface Column<Row> {
  header: string;
  cell(row: Row): ReactNode;
  align?: 'end';
  /** The cell that names the row. */
  isName?: boolean;
}

export interface TableProps<Row> {
  /** What the table is, for the ear. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
}

/** A table with room for it; below 640 px every row is a card with the headers as labels. */
export function Table<Row>({ caption, columns, rows, keyOf }: TableProps<Row>) {
  return (
    // The explicit roles survive that a phone shows rows as blocks.
    <table className={styles.table} role="table" aria-label={caption}>
      <thead className={styles.head} role="rowgroup">
        <tr role="row">
          {columns.map(({ header, align }) => (
            <th key={header} scope="col" role="columnheader" className={classNames(styles.header, align && styles.end)}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={styles.body} role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} className={styles.row} role="row">
            {columns.map((column) => (
              <Cell key={column.header} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column: { header, cell, align, isName }, row }: { column: Column<Row>; row: Row }) {
  const className = classNames(styles.cell, align && styles.end, isName && styles.name);
  return isName ? (
    <th scope="row" role="rowheader" className={className}>
      {cell(row)}
    </th>
  ) : (
    <td role="cell" className={className} data-label={header}>
      {cell(row)}
    </td>
  );
}
