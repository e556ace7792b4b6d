import { describe } from 'vitest';
import { adminOrderStories } from './portal/admin-orders.ts';
import { adminPaymentStories } from './portal/admin-payments.ts';
import { adminRefundStories } from './portal/admin-refunds.ts';
import { adminReportStories } from './portal/admin-reports.ts';
import { boardStories } from './portal/board.ts';
import { deliveryStories } from './portal/delivery.ts';
import { shellStories } from './portal/shell.ts';
import { studentStories } from './portal/student.ts';
import { studentPageStories } from './portal/student-page.ts';
import { setPortalScene } from './portal/support/portal-scene.ts';

// One platform and one browser for all pages; each story opens windows of its own.
const scene = await setPortalScene();

describe('the staff page', () => shellStories(scene));
describe('the kitchen board', () => boardStories(scene));
describe('the rider', () => deliveryStories(scene));
describe('the orders of the office', () => adminOrderStories(scene));
describe('refunds', () => adminRefundStories(scene));
describe('payments that need attention', () => adminPaymentStories(scene));
describe('the reports', () => adminReportStories(scene));
describe('the student page', () => studentPageStories(scene));
describe('a student', () => studentStories(scene));
