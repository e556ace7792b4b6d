import { describe } from 'vitest';
import { adminMenuStories } from './portal/admin-menu.ts';
import { adminOrderStories } from './portal/admin-orders.ts';
import { adminPaymentStories } from './portal/admin-payments.ts';
import { adminPeopleStories } from './portal/admin-people.ts';
import { adminRefundStories } from './portal/admin-refunds.ts';
import { adminReportStories } from './portal/admin-reports.ts';
import { adminSettingsStories } from './portal/admin-settings.ts';
import { statusStories } from './portal/status.ts';
import { setPortalScene } from './portal/support/portal-scene.ts';

// One platform and one browser for all pages of the office; each story opens windows of its own.
const scene = await setPortalScene();

describe('the menu page', () => adminMenuStories(scene));
describe('the staff list', () => adminPeopleStories(scene));
describe('the settings', () => adminSettingsStories(scene));
describe('the orders of the office', () => adminOrderStories(scene));
describe('refunds', () => adminRefundStories(scene));
describe('payments that need attention', () => adminPaymentStories(scene));
describe('the reports', () => adminReportStories(scene));
describe('the status page', () => statusStories(scene));
