import { board } from './en/board.ts';
import { common } from './en/common.ts';
import { delivery } from './en/delivery.ts';
import { staff } from './en/staff.ts';
import { status } from './en/status.ts';
import { student } from './en/student.ts';

export const en = { common, staff, board, delivery, status, student };
