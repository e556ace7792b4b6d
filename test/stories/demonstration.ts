import { eventually } from '@campus/testing/eventually';
import { afterAll, expect, it } from 'vitest';
import { playLunch } from '../../tools/src/demo/play.ts';
import { setStage } from '../../tools/src/demo/stage.ts';
import { startTimeline } from '../../tools/src/demo/timeline.ts';
import { seed } from '../../tools/src/platform/seed.ts';
import { openAllDay } from '../support/canteen.ts';
import type { Scene } from '../support/scene.ts';

export function demonstration({ platform, admin }: Scene): void {
  it('the demonstration plays here as it does for people, and every answer that its clients get is as the document says', async () => {
    const { gateway, sandbox, secrets, witness, databases } = platform;
    const seen = witness.count();
    const dishes = await seed({ ports: { gateway: Number(new URL(gateway).port) } }, secrets);
    await eventually(async () => {
      expect(await databases.ordering('menu_items').whereIn('id', dishes).pluck('id')).toHaveLength(dishes.length);
    });
    const said: string[] = [];
    const stage = await setStage({ gateway, sandbox, secrets, timeline: startTimeline((line) => said.push(line)) });
    const { lunches } = await playLunch(stage, (undo) => afterAll(undo));
    expect(lunches.length).toBeGreaterThan(5);
    expect(said.at(-1)).toContain('all lunches are over');
    expect(witness.count() - seen).toBeGreaterThan(100);
    await openAllDay(admin, 'day');
  }, 120_000);
}
