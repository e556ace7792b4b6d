import { dailySalesAnswer } from '@campus/contracts/reports-api';
import { expect, it } from 'vitest';
import { printed } from '../../tools/src/audit/print-report.ts';
import { runAudit } from '../../tools/src/audit/run-audit.ts';
import type { Scene } from '../support/scene.ts';

const DAY_MS = 86_400_000;
const day = (shift: number) => new Date(Date.now() + shift * DAY_MS).toISOString().slice(0, 10);

export function auditStories({ platform, admin, explained }: Scene): void {
  it('after all that happened the eight invariants hold, and the reports show the figures of the audit', {
    timeout: 60_000,
  }, async () => {
    const { databaseUrls, redisUrl, rabbitmqUrl, sandbox: sandboxUrl } = platform;
    const report = await runAudit({ databaseUrls, redisUrl, rabbitmqUrl, sandboxUrl, explained });
    expect(report.ok, printed(report)).toBe(true);
    expect(report.unsettled).toEqual([]);
    const path = `/api/v1/admin/reports/daily-sales?from=${day(-2)}&to=${day(1)}`;
    const { totals } = await admin.ask(dailySalesAnswer, 'GET', path);
    expect(report.invariants.find(({ number }) => number === 7)?.figures).toMatchObject({
      sales: totals.orders,
      'gross (rupees)': totals.gross_sales,
      'refunded (rupees)': totals.refunds,
    });
  });
}
