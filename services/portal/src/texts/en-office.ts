import { menuAdmin } from './en/menu-admin.ts';
import { ordersAdmin } from './en/orders-admin.ts';
import { paymentsAdmin } from './en/payments-admin.ts';
import { people } from './en/people.ts';
import { reports } from './en/reports.ts';
import { settings } from './en/settings.ts';

export const enOffice = { menuAdmin, orders: ordersAdmin, payments: paymentsAdmin, people, reports, settings };
