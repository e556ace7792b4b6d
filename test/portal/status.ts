import { randomUUID } from 'node:crypto';
import { orderPlaced } from '@campus/contracts/order-events';
import { discardDeadLetters } from '@campus/messaging/dead-letters';
import { publishEvent, waitingIn } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { expect, test } from 'vitest';
import { recorded } from '../../tools/src/audit/record-audit.ts';
import type { PortalScene } from './support/portal-scene.ts';

const PATH = '/kitchen/admin/status';
const EARS = ['payment', 'notification', 'reporting', 'realtime'];

export function statusStories({ visit, platform }: PortalScene): void {
  const { rabbitmqUrl } = platform;

  for (const theme of ['light', 'dark'] as const) {
    test(`an admin sees every service, queue and the last audit at every size (${theme})`, async () => {
      const circumstances = { rabbitmqUrl, ranBy: 'Asha', startedAt: new Date() };
      await recorded(circumstances, async () => ({ ok: true, unsettled: [], invariants: [] }));
      const window = await visit(PATH, { as: 'admin', theme });
      const { page } = window;
      const services = page.getByRole('table', { name: 'Services' });
      await services.getByRole('rowheader', { name: 'realtime' }).waitFor();
      expect(await services.getByText('Ready', { exact: true }).count()).toBe(8);
      await page.getByRole('table', { name: 'Queues' }).getByRole('rowheader', { name: 'cf.ordering.v1' }).waitFor();
      await page.getByText('All invariants hold').waitFor();
      await page.getByText('by Asha').waitFor();
      await window.expectGoodAtEverySize(`status-${theme}`);
    });
  }

  test('what nobody could handle is counted for each consumer, with what to do', async () => {
    const { page } = await visit(PATH, { as: 'admin' });
    const parked = page.getByRole('table', { name: 'Dead letters' });
    await publishEvent(rabbitmqUrl, orderPlaced, { aggregateId: randomUUID(), data: JSON.parse('{"order":{}}') });
    for (const service of EARS) await parked.getByRole('rowheader', { name: service }).waitFor();
    await page.getByText('payment could not handle 1 of its messages.').waitFor();
    await page.getByText('make dead-letters', { exact: true }).waitFor();
    for (const service of EARS) {
      await discardDeadLetters({ url: rabbitmqUrl, service });
      await eventually(async () => expect(await waitingIn(rabbitmqUrl, `cf.dlq.${service}`)).toBe(0));
    }
    await parked.waitFor({ state: 'detached' });
  });

  test('a service that is stopped is named, and everything else is still there', async () => {
    const window = await visit(PATH, { as: 'admin' });
    const { page } = window;
    const row = page.getByRole('table', { name: 'Services' }).getByRole('row', { name: /^reporting/ });
    await row.getByText('Ready', { exact: true }).waitFor();
    await platform.services.reporting.stop();
    await row.getByText('No answer').waitFor({ timeout: 20_000 });
    await page.getByText('reporting does not answer.', { exact: true }).waitFor();
    await page.getByText('Nobody takes messages from cf.reporting.v1.').waitFor();
    await page.getByText('Reporting does not answer.', { exact: true }).waitFor();
    expect(await page.getByText('Ready', { exact: true }).count()).toBe(7);
    await window.expectClean();
    await platform.services.reporting.restart();
    await row.getByText('Ready', { exact: true }).waitFor({ timeout: 20_000 });
  }, 60_000);

  test('it is for admins: a cook is led away', async () => {
    const { page } = await visit(PATH, { as: 'kitchen' });
    await page.waitForURL('**/kitchen/board');
  });
}
