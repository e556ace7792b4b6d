import { describe } from 'vitest';
import { adminMenuStories } from './portal/admin-menu.ts';
import { adminOrderStories } from './portal/admin-orders.ts';
import { adminPaymentStories } from './portal/admin-payments.ts';
import { adminPeopleStories } from './portal/admin-people.ts';
import { adminRefundStories } from './portal/admin-refunds.ts';
import { adminReportStories } from './portal/admin-reports.ts';
import { adminSettingsStories } from './portal/admin-settings.ts';
import { boardStories } from './portal/board.ts';
import { deliveryStories } from './portal/delivery.ts';
import { lunchStories } from './portal/lunch.ts';
import { shellStories } from './portal/shell.ts';
import { statusStories } from './portal/status.ts';
import { studentStories } from './portal/student.ts';
import { studentAccountStories } from './portal/student-account.ts';
import { studentLiveStories } from './portal/student-live.ts';
import { studentPageStories } from './portal/student-page.ts';
import { setPortalScene } from './portal/support/portal-scene.ts';

// One platform and one browser for all pages; each story opens windows of its own.
const scene = await setPortalScene();

describe('the staff page', () => shellStories(scene));
describe('the kitchen board', () => boardStories(scene));
describe('the menu page', () => adminMenuStories(scene));
describe('the staff list', () => adminPeopleStories(scene));
describe('the settings', () => adminSettingsStories(scene));
describe('a lunch on the board', () => lunchStories(scene));
describe('the rider', () => deliveryStories(scene));
describe('the status page', () => statusStories(scene));
describe('the orders of the office', () => adminOrderStories(scene));
describe('refunds', () => adminRefundStories(scene));
describe('payments that need attention', () => adminPaymentStories(scene));
describe('the reports', () => adminReportStories(scene));
describe('the student page', () => studentPageStories(scene));
describe('a student', () => studentStories(scene));
describe('an open student page', () => studentLiveStories(scene));
describe('the account of a student', () => studentAccountStories(scene));
