import { menuItemsAnswer } from '@campus/contracts/menu-api';
import type { Random } from '@campus/testing/random';
import { SetupFault } from '../../platform/setup-fault.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Stage } from '../stage/open-stage.ts';
import { administer } from './admin.ts';
import { type Caller, callerTo } from './caller.ts';
import { hum, stroll } from './hum.ts';
import { cook } from './kitchen.ts';
import { comeAndGo, type DeadTokens } from './newcomer.ts';
import type { Party } from './party.ts';
import { providerDeskAt } from './provider-desk.ts';
import { ride } from './rider.ts';
import { openScreens } from './screens.ts';
import { signInStaff } from './sign-in.ts';
import { liveAsStudent } from './student.ts';

/** Everybody who is there, until they are sent home. */
export interface RunningParty {
  party: Party;
  left: DeadTokens[];
  /** Nobody begins anything new; resolves when the last has ended what they were at. */
  goHome(): Promise<void>;
}

const STUDENTS = 10;
const HUMMERS = 2;

/** Lets everybody in. What each of them chooses comes from a stream of chance of their own. */
export async function startParty(stage: Stage, ledger: Ledger, random: Random): Promise<RunningParty> {
  const state = { over: false };
  const call = callerTo(stage.gateway, ledger);
  const staff = await signInTheStaff(stage, call);
  const screens = openScreens(stage.gateway);
  screens.watchKitchen(staff.cooks[0]?.token ?? '');
  const party: Party = {
    stage,
    call,
    provider: providerDeskAt(stage.sandbox),
    screens,
    dishes: await dishesOfTheDay(call, staff.admin),
    orderIds: [],
    sessions: [],
    staff,
    poisoned: new Set(),
    resent: 0,
    redisLosses: 0,
    rushes: [],
    losesWebhooks: false,
    webhooksLostAt: 0,
    isOver: () => state.over,
  };
  const left: DeadTokens[] = [];
  const chance = (name: string) => random.stream(name);
  const everybody = [
    ...Array.from({ length: STUDENTS }, (_, index) => `student-${index + 1}`).map((who) =>
      liveAsStudent(party, { who, random: chance(who) }),
    ),
    ...Array.from({ length: HUMMERS }, (_, index) => `hummer-${index + 1}`).map((who) =>
      hum(party, { who, random: chance(who) }),
    ),
    stroll(party, { who: 'stroller-1', random: chance('stroller-1') }),
    ...staff.cooks.map((cookId) => cook(party, { staff: cookId, random: chance(cookId.who) })),
    ride(party, { staff: staff.rider, random: chance('rider') }),
    administer(party, { admin: staff.admin, riderId: staff.rider.userId ?? '', random: chance('admin') }),
    comeAndGo(party, { random: chance('newcomers'), left }),
  ];
  const allGone = Promise.all(everybody);
  // Who fails is told of when they go home; when a run is interrupted they never do.
  allGone.catch(() => undefined);
  return {
    party,
    left,
    async goHome() {
      state.over = true;
      await allGone;
    },
  };
}

export async function signInTheStaff({ secrets }: Stage, call: Caller): Promise<Party['staff']> {
  const password = secrets.DEMO_STAFF_PASSWORD ?? '';
  const enter = (username: string, secret = password) => signInStaff({ call }, { username, password: secret });
  return {
    admin: await enter(secrets.BOOTSTRAP_ADMIN_USERNAME ?? '', secrets.BOOTSTRAP_ADMIN_PASSWORD),
    cooks: [await enter('kitchen'), await enter('kitchen2')],
    rider: await enter('delivery'),
  };
}

export async function dishesOfTheDay(call: Party['call'], who: Party['staff']['admin']): Promise<string[]> {
  const answer = await call(who, { operation: 'menu', method: 'GET', path: '/api/v1/menu/items?available=true' });
  const { data } = menuItemsAnswer.safeParse(answer.body);
  const ids = (data?.items ?? []).filter(({ time_slots }) => time_slots.length === 0).map(({ id }) => id);
  if (ids.length === 0) throw new SetupFault('The menu has no dish that is served all day.');
  return ids;
}
