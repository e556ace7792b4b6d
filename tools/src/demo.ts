import { setTimeout as sleep } from 'node:timers/promises';
import { platformAccess } from './audit/platform-access.ts';
import { printed as auditPrinted } from './audit/print-report.ts';
import { runAudit } from './audit/run-audit.ts';
import { ensurePlatform } from './demo/ensure-platform.ts';
import { drawUp, isBalanced, type LedgerLine, printed } from './demo/ledger.ts';
import { type Played, playLunch } from './demo/play.ts';
import { readRecords, salesNow } from './demo/records.ts';
import { type Stage, setStage } from './demo/stage.ts';
import { startTimeline } from './demo/timeline.ts';
import { ensureSecrets } from './platform/secrets.ts';
import { inSession } from './platform/session.ts';
import { readSettings } from './platform/settings.ts';

const SETTLING_MS = 20_000;
const BETWEEN_LOOKS_MS = 500;

await inSession(async (onStop) => {
  const settings = readSettings(process.env);
  await ensurePlatform(settings);

  const stage = await setStage({
    gateway: `http://127.0.0.1:${settings.ports.gateway}`,
    sandbox: `http://127.0.0.1:${settings.ports.sandbox}`,
    secrets: { ...ensureSecrets(settings), ...settings.given },
    timeline: startTimeline(),
  });
  const salesBefore = await salesNow(stage);
  const played = await playLunch(stage, onStop);
  const lines = await settled(stage, played, salesBefore);

  console.log(`\nledger\n${printed(lines)}\n`);
  console.log(
    isBalanced(lines) ? 'The ledger balances.' : `The ledger did not balance within ${SETTLING_MS / 1000} s.`,
  );
  if (!isBalanced(lines)) return 1;

  const report = await runAudit(await platformAccess(settings));
  console.log(`\naudit\n${auditPrinted(report)}`);
  return report.ok ? 0 : 1;
});

/** Notifications and reports follow by events: the ledger has a while to balance. */
async function settled(
  stage: Stage,
  played: Played,
  salesBefore: Awaited<ReturnType<typeof salesNow>>,
): Promise<LedgerLine[]> {
  const deadline = performance.now() + SETTLING_MS;
  for (;;) {
    const lines = drawUp(played, await readRecords(stage, played), salesBefore);
    if (isBalanced(lines) || performance.now() > deadline) return lines;
    await sleep(BETWEEN_LOOKS_MS);
  }
}
