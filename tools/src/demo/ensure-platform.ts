import { startDetached } from '../platform/detached-start.ts';
import { waitUntilReady } from '../platform/readiness.ts';
import { runningSupervisor } from '../platform/running-platform.ts';
import type { Settings } from '../platform/settings.ts';
import { SetupFault } from '../platform/setup-fault.ts';

/** Starts the platform in the background when this checkout does not run it, and waits until every service is ready. */
export async function ensurePlatform(settings: Settings): Promise<void> {
  if (!runningSupervisor(settings)) {
    const exitCode = await startDetached(settings);
    if (exitCode !== 0) throw new SetupFault('The platform did not start.', exitCode);
    console.log('It keeps running; "make stop" ends it.\n');
  }
  await waitUntilReady(settings);
}
