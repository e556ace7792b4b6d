import { type Answer, type Api, apiClient } from './api-client.ts';
import { DISHES } from './canteen-menu.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { SetupFault } from './setup-fault.ts';

/** Accounts for trying the platform out; they share one generated password. */
export const DEMO_STAFF = [
  { username: 'kitchen', role: 'kitchen', name: 'Ravi (kitchen)' },
  { username: 'kitchen2', role: 'kitchen', name: 'Meena (kitchen)' },
  { username: 'delivery', role: 'delivery', name: 'Arjun (delivery)' },
];

// Windows without a gap: the demonstration works at any hour.
const CONFIG = {
  time_slots: {
    breakfast: { start: '00:00', end: '11:00' },
    lunch: { start: '11:00', end: '17:00' },
    dinner: { start: '17:00', end: '00:00' },
  },
  max_orders_per_slot: 5_000,
};

/** Fills an empty platform through its public API; later starts add only what is missing and leave the configuration alone. Returns the ids of new dishes. */
export async function seed(settings: Pick<Settings, 'ports'>, secrets: Secrets): Promise<string[]> {
  const origin = `http://127.0.0.1:${settings.ports.gateway}`;
  const api = apiClient(origin, await signInAsAdmin(apiClient(origin), secrets));
  const usernames = await namesOf(api, '/api/v1/admin/staff', 'staff', 'username');
  const firstTime = DEMO_STAFF.some(({ username }) => !usernames.has(username));
  if (firstTime) await configure(api);
  const dishes = await addDishes(api, await addCategories(api));
  for (const person of DEMO_STAFF.filter(({ username }) => !usernames.has(username))) {
    await create(api, '/api/v1/admin/staff', { ...person, password: secrets.DEMO_STAFF_PASSWORD });
  }
  return dishes;
}

async function signInAsAdmin(api: Api, secrets: Secrets): Promise<string> {
  const credentials = { username: secrets.BOOTSTRAP_ADMIN_USERNAME, password: secrets.BOOTSTRAP_ADMIN_PASSWORD };
  const answer = await api('POST', '/api/v1/admin/auth/login', credentials);
  if (answer.status === 401) {
    throw new SetupFault(
      `"${credentials.username}" cannot sign in with the password in .local/secrets.env: the database keeps an older one. Reset it with "make admin", or use a new DATABASE_PREFIX.`,
    );
  }
  return String(expectSuccess('Signing in as admin', answer).access_token);
}

async function configure(api: Api): Promise<void> {
  for (const [key, value] of Object.entries(CONFIG)) {
    expectSuccess(`Setting ${key}`, await api('PUT', `/api/v1/admin/config/${key}`, { value }));
  }
}

async function addCategories(api: Api): Promise<Map<string, string>> {
  const path = '/api/v1/admin/menu/categories';
  const ids = await namesOf(api, path, 'categories', 'name');
  const wanted = new Set(DISHES.map((dish) => dish.category));
  for (const [index, name] of [...wanted].entries()) {
    if (!ids.has(name)) ids.set(name, await create(api, path, { name, display_order: index + 1 }));
  }
  return ids;
}

async function addDishes(api: Api, categoryIds: Map<string, string>): Promise<string[]> {
  const path = '/api/v1/admin/menu/items';
  const known = await namesOf(api, path, 'items', 'name');
  const added: string[] = [];
  for (const [index, dish] of DISHES.entries()) {
    if (known.has(dish.name)) continue;
    const { name, description, price, isVeg, slots } = dish;
    const item = { name, description, price, is_veg: isVeg, time_slots: slots, display_order: index + 1 };
    added.push(await create(api, path, { ...item, category_id: categoryIds.get(dish.category) }));
  }
  return added;
}

/** Ids by name of everything in a collection. */
async function namesOf(api: Api, path: string, collection: string, key: string): Promise<Map<string, string>> {
  const body = expectSuccess(`Listing ${collection}`, await api('GET', path));
  const things = body[collection] as Record<string, unknown>[];
  return new Map(things.map((thing) => [String(thing[key]), String(thing.id)]));
}

/** Creates one thing and returns its id; the answer wraps it by its name. */
async function create(api: Api, path: string, thing: object): Promise<string> {
  const body = expectSuccess(`Creating ${JSON.stringify(Object.entries(thing)[0])}`, await api('POST', path, thing));
  const [created] = Object.values(body) as { id?: unknown }[];
  return String(created?.id);
}

function expectSuccess(what: string, { status, body }: Answer): Record<string, unknown> {
  if (status >= 300) throw new SetupFault(`${what} was answered with ${status}: ${JSON.stringify(body)}`);
  return body;
}
