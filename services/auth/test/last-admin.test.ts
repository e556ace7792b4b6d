import { beforeEach, expect, it } from 'vitest';
import { PASSWORD, seedStaff } from './support/staff.ts';
import { startAuth } from './support/start-auth.ts';

const auth = await startAuth();

beforeEach(async () => void (await auth.db('staff_users').delete()));

async function admin(username: string) {
  const { id } = await seedStaff(auth.db, username);
  return { id, token: String((await auth.login(username, PASSWORD)).body.access_token) };
}

const change = (token: string, id: string, body: object) =>
  auth.call('PATCH', `/api/v1/admin/staff/${id}`, { token, body });
const activeAdmins = () => auth.db('staff_users').where({ role: 'admin', is_active: true });

it.each([{ is_active: false }, { role: 'kitchen' }])('the last active admin stays: %o is 409', async (leaving) => {
  const boss = await admin('boss');
  await seedStaff(auth.db, 'cook', 'kitchen');
  const gone = await seedStaff(auth.db, 'gone');
  await auth.db('staff_users').where({ id: gone.id }).update({ is_active: false });
  const { status, body } = await change(boss.token, boss.id, leaving);
  expect([status, body.error.code]).toEqual([409, 'LAST_ADMIN']);
  expect((await change(boss.token, boss.id, { name: 'Still here', role: 'admin', is_active: true })).status).toBe(200);
  expect((await change(boss.token, gone.id, { is_active: false })).status).toBe(200);

  await change(boss.token, gone.id, { is_active: true });
  expect((await change(boss.token, boss.id, leaving)).status).toBe(200);
  expect(await activeAdmins()).toMatchObject([{ username: 'gone' }]);
});

it.each(['each other', 'themselves'])('of two admins who remove %s at the same moment one stays', async (whom) => {
  for (let round = 0; round < 5; round += 1) {
    await auth.db('staff_users').delete();
    const [one, other] = [await admin('one'), await admin('other')];
    const targets = whom === 'themselves' ? [one, other] : [other, one];
    const answers = await Promise.all(
      [one, other].map(({ token }, index) => change(token, targets[index]?.id ?? '', { is_active: false })),
    );
    const refusal = whom === 'themselves' ? 409 : 401;
    expect(answers.map(({ status }) => status).sort()).toEqual([200, refusal]);
    expect(await activeAdmins()).toHaveLength(1);
  }
});
