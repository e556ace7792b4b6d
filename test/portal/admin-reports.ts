import { readFile } from 'node:fs/promises';
import { dailySalesAnswer } from '@campus/contracts/reports-api';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { placeOrder } from '../support/canteen.ts';
import type { PortalPage } from './support/portal-page.ts';
import type { PortalScene } from './support/portal-scene.ts';

const THEMES = ['light', 'dark'] as const;
type Page = PortalPage['page'];

export function adminReportStories({ visit, admin, student, dishes }: PortalScene): void {
  const totalsOf = async () => (await admin.ask(dailySalesAnswer, 'GET', '/api/v1/admin/reports/daily-sales')).totals;

  /** Three orders, two of them paid: ₹155 more on today's books by the time this resolves. */
  async function sell() {
    const before = await totalsOf();
    for (const [dish, orderType] of [
      [dishes[0], 'pickup'],
      [dishes[1], 'pickup'],
      [dishes[1], 'delivery'],
    ] as const) {
      const wish = {
        dishes: [[dish, dish === dishes[0] ? 2 : 1]] as [string, number][],
        paymentMethod: 'cash',
      } as const;
      const { order } = await placeOrder(student, { ...wish, orderType });
      if (orderType === 'pickup')
        await admin.send('PATCH', `/api/v1/admin/orders/${order.id}/payment-status`, { payment_status: 'paid' });
    }
    await eventually(async () => {
      const { orders, gross_sales } = await totalsOf();
      expect([orders, Math.round(gross_sales * 100)]).toEqual([
        before.orders + 3,
        Math.round(before.gross_sales * 100) + 15_500,
      ]);
    });
    return totalsOf();
  }

  test('the figures are those of the orders, and each CSV has what its table shows', async () => {
    const { orders, gross_sales, net_sales } = await sell();
    const { page, expectClean } = await visit('/kitchen/admin/reports?by=day', { as: 'admin' });
    const totals = page.getByRole('definition');
    const money = new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR' });
    for (const figure of [new Intl.NumberFormat('en-IN').format(orders), money.format(gross_sales)])
      await totals.filter({ hasText: figure }).first().waitFor();
    await totals
      .filter({ hasText: money.format(net_sales) })
      .first()
      .waitFor();
    await expectClean();
    await page.getByRole('button', { name: 'Hour' }).click();
    await page.waitForURL(/by=hour/);
    for (const closed of await page.locator('details:not([open]) > summary').all()) await closed.click();

    for (const [title, skipped] of [
      ['Sales by day', 1],
      ['Orders by time', 0],
      ['Dishes', 2],
    ] as const) {
      const [shown, saved] = [await figuresOf(page, title), await csvOf(page, title)];
      expect(saved.length, title).toBe(shown.length);
      expect(shown.length, title).toBeGreaterThan(0);
      for (const [index, cells] of saved.entries()) {
        const figures = cells.slice(skipped).map(asFigure);
        expect(shown[index]?.slice(0, figures.length), `${title}, row ${index}`).toEqual(figures);
      }
    }
    await expectClean();
  });

  test('the days stand in the address, and days without sales or the wrong way round say so', async () => {
    const { page, expectClean } = await visit('/kitchen/admin/reports', { as: 'admin' });
    await page.getByRole('button', { name: 'Yesterday' }).click();
    await page.waitForURL(/range=yesterday/);
    await page.getByText('No sales').waitFor();
    expect(await page.getByRole('button', { name: 'Download CSV: Sales by day' }).isDisabled()).toBe(true);
    await page.goto('/kitchen/admin/reports?range=custom&from=2026-03-02&to=2026-03-01');
    await page.getByText('The first day must not be after the last.').waitFor();
    await page.getByLabel('To day').fill('2026-03-05');
    await page.getByText('Mon, 2 Mar, 2026 to Thu, 5 Mar, 2026').waitFor();
    await expectClean();
  });

  test('the charts are loaded with the reports only', async () => {
    const { page } = await visit('/kitchen/board', { as: 'admin' });
    const scripts: string[] = [];
    page.on('response', (response) => scripts.push(new URL(response.url()).pathname));
    await page.reload();
    await page.waitForLoadState('networkidle');
    expect(scripts.filter((path) => path.includes('chart'))).toEqual([]);
    await page.goto('/kitchen/admin/reports');
    await page.locator('figure svg').first().waitFor();
    expect(scripts.filter((path) => path.includes('chart'))).not.toEqual([]);
  });

  test('the reports are good at every size in both themes', async () => {
    await sell();
    for (const theme of THEMES) {
      const window = await visit('/kitchen/admin/reports?range=week', { as: 'admin', theme });
      await eventually(async () => expect(await window.page.locator('figure svg').count()).toBe(2));
      await window.expectGoodAtEverySize(`admin-reports-${theme}`);
    }
  });
}

/** The rows of a table as numbers, without the cell that names the row where that is no figure. */
async function figuresOf(page: Page, title: string): Promise<(string | number)[][]> {
  const rows = page.getByRole('table', { name: title }).getByRole('row');
  const texts = await Promise.all((await rows.all()).slice(1).map((row) => row.locator('th, td').allInnerTexts()));
  return texts.map((cells) => (title === 'Orders by time' ? cells.map(asFigure) : cells.slice(1).map(toNumber)));
}

async function csvOf(page: Page, title: string): Promise<string[][]> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: `Download CSV: ${title}` }).click();
  const text = await readFile(await (await saving).path(), 'utf8');
  return text
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));
}

function asFigure(cell: string): string | number {
  return cell.includes(':') ? cell : toNumber(cell);
}

function toNumber(cell: string): number {
  return Number(cell.replaceAll(/[₹,]/g, ''));
}
