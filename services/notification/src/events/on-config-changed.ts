import type { configChanged } from '@campus/contracts/config-events';
import type { ReceivedEvent } from '@campus/contracts/event';
import { z } from 'zod';
import type { Work } from '../use-cases/work.ts';

const seconds = z.int().positive();

/** Of all settings only the patience with the kitchen matters here. */
export async function onConfigChanged(work: Work, { data }: ReceivedEvent<typeof configChanged>): Promise<void> {
  if (data.key !== 'alert_escalation_seconds') return;
  await work.kitchenAlarms.setPatience(seconds.parse(data.value), data.version);
}
