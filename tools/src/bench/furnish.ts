import { waitUntilOrderable } from '../platform/orderable.ts';
import { seed } from '../platform/seed.ts';
import type { BenchPlatform } from './bench-platform.ts';
import { signInStaff } from './sign-in-staff.ts';

// As many as the API allows: a benchmark serves more orders an hour than a kitchen ever will.
const SETTINGS = {
  max_orders_per_slot: 1_000_000,
  max_unpaid_orders_per_user: 100,
  // Nobody looks at the screen of the benchmark: its alarms would only add work that a kitchen does not make.
  alert_escalation_seconds: 86_400,
};

/** Fills the new platform through its API: the canteen's menu, its staff, and room for the orders of a benchmark. */
export async function furnish(platform: BenchPlatform): Promise<void> {
  const { settings, secrets, origin } = platform;
  const dishes = await seed(settings, secrets);
  const admin = await signInStaff(origin, adminOf(platform));
  for (const [key, value] of Object.entries(SETTINGS))
    await admin.tell('PUT', `/api/v1/admin/config/${key}`, { value });
  await waitUntilOrderable(settings, dishes);
}

export function adminOf({ secrets }: BenchPlatform) {
  return { username: secrets.BOOTSTRAP_ADMIN_USERNAME ?? '', password: secrets.BOOTSTRAP_ADMIN_PASSWORD ?? '' };
}

export function kitchenOf({ secrets }: BenchPlatform) {
  return { username: 'kitchen', password: secrets.DEMO_STAFF_PASSWORD ?? '' };
}
