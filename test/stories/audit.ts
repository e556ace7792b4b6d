import { expect, it } from 'vitest';
import { printed } from '../../tools/src/audit/print-report.ts';
import { runAudit } from '../../tools/src/audit/run-audit.ts';
import type { Scene } from '../support/scene.ts';

export function auditStories({ platform, explained }: Scene): void {
  it('after all that happened the eight invariants hold', { timeout: 60_000 }, async () => {
    const { databaseUrls, redisUrl, rabbitmqUrl, sandbox: sandboxUrl } = platform;
    const report = await runAudit({ databaseUrls, redisUrl, rabbitmqUrl, sandboxUrl, explained });
    expect(report.ok, printed(report)).toBe(true);
    expect(report.unsettled).toEqual([]);
  });
}
