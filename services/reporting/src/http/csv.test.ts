import { expect, test } from 'vitest';
import { csv } from './csv.ts';

const columns = { name: 'text', orders: 'count', revenue: 'money' } as const;

test('there is a header row, and money has two decimals', () => {
  expect(csv(columns, [{ name: 'Idli', orders: 2, revenue: 8.5 }])).toBe('name,orders,revenue\r\nIdli,2,8.50\r\n');
});

test.each(['=1+1', '+91', '-Special', '@SUM(A1)', '\tTea', ' =1'])('%j is no formula in a spreadsheet', (name) => {
  expect(csv(columns, [{ name, orders: 0, revenue: 0 }])).toContain(`\n'${name},`);
});

test('a negative amount stays a number', () => {
  expect(csv(columns, [{ name: 'Idli', orders: 0, revenue: -12.5 }])).toContain('Idli,0,-12.50');
});

test('quotes, commas and line breaks are quoted, and any script survives', () => {
  expect(csv(columns, [{ name: 'A "b", c\nd पनीर', orders: 0, revenue: 0 }])).toContain('"A ""b"", c\nd पनीर",0,0.00');
});
