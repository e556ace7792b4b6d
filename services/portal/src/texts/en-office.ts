import { ordersAdmin } from './en/orders-admin.ts';
import { paymentsAdmin } from './en/payments-admin.ts';
import { reports } from './en/reports.ts';

export const enOffice = { orders: ordersAdmin, payments: paymentsAdmin, reports };
