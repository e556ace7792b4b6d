import { expect, it } from 'vitest';
import { isEqual } from '../../tools/src/reports-rebuild/compare.ts';
import { printed } from '../../tools/src/reports-rebuild/print-rebuild.ts';
import { runRebuild } from '../../tools/src/reports-rebuild/run-rebuild.ts';
import type { Scene } from '../support/scene.ts';
import { outboxesDrained } from '../support/settled.ts';

export function rebuildingStories({ platform }: Scene): void {
  it('the reports of all that happened, rebuilt from the outboxes, are those that were shown', {
    timeout: 60_000,
  }, async () => {
    const { databaseUrls, rabbitmqUrl } = platform;
    await outboxesDrained(platform);
    const { ordering, payment, reporting } = databaseUrls;
    const report = await runRebuild({ ownerUrls: { ordering, payment }, reportingUrl: reporting, rabbitmqUrl });
    expect({ outcome: report.outcome, isEqual: isEqual(report.comparison) }, printed(report)).toEqual({
      outcome: 'rebuilt',
      isEqual: true,
    });
    expect(report.comparison.figures.orders).toBeGreaterThan(0);
  });
}
