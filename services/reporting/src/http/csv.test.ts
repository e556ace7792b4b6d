import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsOf } from '../../test/support/csv-rows.ts';
import { csv } from './csv.ts';

const columns = { name: 'text', orders: 'count', revenue: 'money' } as const;
const cellOf = (name: string) => rowsOf(csv(columns, [{ name, orders: 0, revenue: 0 }]))[1]?.[0];

test('there is a header row, and money has two decimals', () => {
  expect(csv(columns, [{ name: 'Idli', orders: 2, revenue: 8.5 }])).toBe('name,orders,revenue\r\nIdli,2,8.50\r\n');
  expect(csv(columns, [])).toBe('name,orders,revenue\r\n');
});

test.each([
  '=1+1',
  '+91',
  '-Special',
  '@SUM(A1)',
  '\tTea',
  '\rTea',
  '\nTea',
  ' =1',
  '\u00a0 @x',
  '\ufeff=1',
  '＝1',
  '"',
  '=","',
])('%j is no formula in a spreadsheet', (name) => {
  expect(cellOf(name)).toBe(name === '"' ? name : `'${name}`);
});

test.each(['Idli', 'Tea - large', '2 + 1 free', ' Idli', "'=1", 'a\n=b', '1,000'])('%j stays as it is', (name) => {
  expect(cellOf(name)).toBe(name);
});

test('a negative amount stays a number', () => {
  expect(csv(columns, [{ name: 'Idli', orders: 0, revenue: -12.5 }])).toContain('Idli,0,-12.50');
});

test('quotes, commas and line breaks are quoted, and any script survives', () => {
  expect(csv(columns, [{ name: 'A "b", c\nd पनीर', orders: 0, revenue: 0 }])).toContain('"A ""b"", c\nd पनीर",0,0.00');
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ',', ';', '\r', '\n', '\t', ' ', "'", 'a') }),
);
const record = fc.record({
  name: text,
  orders: fc.nat(),
  revenue: fc.integer({ min: -1e12, max: 1e12 }).map((paise) => paise / 100),
});

test('whatever the records hold, a reader finds them again, and no text that is a formula', () => {
  fc.assert(
    fc.property(fc.array(record), (records) => {
      const [header, ...rows] = rowsOf(csv(columns, records));
      expect(header).toEqual(['name', 'orders', 'revenue']);
      expect(rows).toHaveLength(records.length);
      for (const [index, { name, orders, revenue }] of records.entries()) {
        const [cell = '', ...numbers] = rows[index] ?? [];
        expect([name, `'${name}`]).toContain(cell);
        expect(cell).not.toMatch(/^\s*[=+\-@]|^[\t\r\n]/);
        expect(numbers.map(Number)).toEqual([orders, revenue]);
        expect(numbers[1]).toMatch(/^-?\d+\.\d\d$/);
      }
    }),
  );
});
