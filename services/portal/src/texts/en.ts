import { board } from './en/board.ts';
import { common } from './en/common.ts';
import { delivery } from './en/delivery.ts';
import { ordersAdmin } from './en/orders-admin.ts';
import { paymentsAdmin } from './en/payments-admin.ts';
import { reports } from './en/reports.ts';
import { staff } from './en/staff.ts';
import { student } from './en/student.ts';

export const en = { common, staff, board, delivery, ordersAdmin, paymentsAdmin, reports, student };
