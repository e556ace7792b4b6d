import type { CloudEvent } from '@campus/contracts/event';
import { type BrokerTap, brokerTap } from '@campus/testing/broker';
import { afterEach, expect } from 'vitest';
import { addDishes, openAllDay, setting } from './canteen.ts';
import type { Contract } from './contract.ts';
import { hire, registerPhone, type Staff, type Student, signInAdmin, signInStudent } from './people.ts';
import { type Platform, startPlatform } from './platform.ts';
import { type Sandbox, sandboxOf } from './sandbox.ts';

/** A running platform with people at work and something to eat. */
export interface Scene {
  platform: Platform;
  contract: Contract;
  sandbox: Sandbox;
  admin: Staff;
  kitchen: Staff;
  rider: Staff;
  /** Where pushes to the kitchen arrive. */
  kitchenPhone: string;
  student: Student;
  /** A dish for ₹60 and one for ₹35. */
  dishes: [string, string];
  tap: BrokerTap;
  /** Dead letters that a story made on purpose, by message id, with the reason. */
  explained: Record<string, string>;
}

export async function setScene(environment: Record<string, string> = {}): Promise<Scene> {
  const platform = await startPlatform(environment);
  const { breaches } = platform.witness;
  afterEach(() => expect(breaches.splice(0), 'every answer is as the OpenAPI document says').toEqual([]));
  const tap = await patientTap(platform.rabbitmqUrl);
  const admin = await signInAdmin(platform);
  await openAllDay(admin, 'day');
  await setting(admin, 'max_orders_per_slot', 10_000);
  const [kitchen, rider, student] = await Promise.all([
    hire(platform, admin, 'kitchen'),
    hire(platform, admin, 'delivery'),
    signInStudent(platform),
  ]);
  const kitchenPhone = await registerPhone(kitchen, 'the-kitchen');
  const [first = '', second = ''] = await addDishes(admin, student, [60, 35]);
  const sandbox = sandboxOf(platform.sandbox);
  return {
    platform,
    contract: await platform.witness.contract(),
    sandbox,
    admin,
    kitchen,
    rider,
    kitchenPhone,
    student,
    dishes: [first, second],
    tap,
    explained: {},
  };
}

async function patientTap(url: string): Promise<BrokerTap> {
  const { events, waitFor } = await brokerTap(url);
  return { events, waitFor: (predicate, timeoutMs = 15_000) => waitFor(predicate, timeoutMs) };
}

/** The events of one thing as the broker carried them, by version: one event per version, without a gap, however often it was sent. */
export function eventsOf({ tap }: Pick<Scene, 'tap'>, aggregateId: string): CloudEvent[] {
  const sent = tap.events.filter(({ aggregateid }) => aggregateid === aggregateId);
  const events = [...new Map(sent.map((event) => [event.id, event])).values()].toSorted(
    (one, other) => one.aggregateversion - other.aggregateversion,
  );
  expect(events.map(({ aggregateversion }) => aggregateversion)).toEqual(events.map((_, index) => index + 1));
  return events;
}
