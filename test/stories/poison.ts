import { randomUUID } from 'node:crypto';
import { orderPlaced } from '@campus/contracts/order-events';
import { publishEvent, readDeadLetters } from '@campus/testing/broker';
import { eventually } from '@campus/testing/eventually';
import { expect, it } from 'vitest';
import { placeOrder } from '../support/canteen.ts';
import { signInStudent } from '../support/people.ts';
import type { Scene } from '../support/scene.ts';

const EARS = ['payment', 'notification', 'reporting', 'realtime'];

export function poisonStories(scene: Scene): void {
  const { platform, sandbox, dishes } = scene;
  const { rabbitmqUrl } = platform;

  it('a poison message is parked with its reason by everybody who hears it, and the next one is handled', async () => {
    const student = await signInStudent(platform);
    const poison = await publishEvent(rabbitmqUrl, orderPlaced, {
      aggregateId: randomUUID(),
      data: JSON.parse('{"order":{"total_paise":"a lot"}}'),
    });
    scene.explained[poison] = 'the poison of a test';
    const { order } = await placeOrder(student, { dishes: [[dishes[0], 1]], paymentMethod: 'cash' });

    await eventually(async () => {
      expect((await sandbox.pushesTo(student.deviceToken)).map(({ title }) => title)).toEqual(['Order Confirmed!']);
    });
    for (const service of EARS) {
      const [letter, ...others] = await eventually(async () => {
        const letters = await readDeadLetters(rabbitmqUrl, service);
        expect(letters).not.toEqual([]);
        return letters;
      });
      expect(others).toEqual([]);
      expect(letter).toMatchObject({ id: poison, type: 'order.placed', attempts: 1, sourceQueue: `cf.${service}.v1` });
      expect(letter?.error).toContain('order');
    }
    expect(order.confirmed_at).not.toBeNull();
  });
}
