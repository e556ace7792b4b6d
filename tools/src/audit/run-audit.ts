import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditAccess } from './access.ts';
import { checkHistories } from './check-histories.ts';
import { checkKitchen } from './check-kitchen.ts';
import { checkMessages } from './check-messages.ts';
import { checkMoney } from './check-money.ts';
import { checkNotifications } from './check-notifications.ts';
import { checkOrders } from './check-orders.ts';
import { checkReports } from './check-reports.ts';
import { checkSlots } from './check-slots.ts';
import { inSnapshots } from './database.ts';
import { type AuditReport, type InvariantReport, isKept } from './report.ts';
import { type Sources, withSources } from './sources.ts';
import { progressOf, stillMoving } from './still-moving.ts';

const LOOK_EVERY_MS = 250;
const CHECKS = [
  checkOrders,
  checkMoney,
  checkHistories,
  checkSlots,
  checkKitchen,
  checkNotifications,
  checkReports,
  checkMessages,
];

/**
 * Checks invariants 1-8 of product.md section 8 over a running system, without writing anything. Waits up to `waitMs` (30 s; 0
 * does not wait) until nothing is on its way any more, and looks again when something happened meanwhile. Rejects when a
 * source cannot be read.
 */
export function runAudit(access: AuditAccess, { waitMs = 30_000 }: { waitMs?: number } = {}): Promise<AuditReport> {
  const deadline = performance.now() + waitMs;
  return withSources(access, async (sources) => {
    for (;;) {
      const unsettled = await waitUntilQuiet(sources, deadline);
      const before = await progressOf(sources);
      const invariants = await inSnapshots(sources.databases, () => checkAll(sources));
      const moved = before !== (await progressOf(sources));
      if (moved && performance.now() < deadline) continue;
      if (moved) unsettled.push('something happened during the audit');
      return { ok: invariants.every(isKept), unsettled, invariants };
    }
  });
}

async function checkAll(sources: Sources): Promise<InvariantReport[]> {
  const reports: InvariantReport[] = [];
  for (const check of CHECKS) reports.push(await check(sources));
  return reports;
}

async function waitUntilQuiet(sources: Sources, deadline: number): Promise<string[]> {
  for (;;) {
    const moving = await stillMoving(sources);
    if (moving.length === 0 || performance.now() > deadline) return moving;
    await sleep(LOOK_EVERY_MS);
  }
}
