import type { Columns } from './csv.ts';

export const salesColumns: Columns = {
  date: 'text',
  orders: 'count',
  completed: 'count',
  cancelled: 'count',
  gross_sales: 'money',
  refunds: 'money',
  net_sales: 'money',
  cash_sales: 'money',
  upi_sales: 'money',
  average_order_value: 'money',
};

export const itemColumns: Columns = {
  menu_item_id: 'text',
  name: 'text',
  quantity: 'count',
  orders: 'count',
  revenue: 'money',
};

export const volumeColumns: Columns = { bucket: 'text', orders: 'count', pickup: 'count', delivery: 'count' };
