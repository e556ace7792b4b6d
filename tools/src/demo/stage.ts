import { staffLoginAnswer } from '@campus/contracts/auth-api';
import type { Secrets } from '../platform/secrets.ts';
import { createPerson, type Person } from './person.ts';
import { openPocket, type Pocket } from './sandbox.ts';
import type { Timeline } from './timeline.ts';

/** A member of staff who has signed in. */
export interface StaffMember extends Person {
  id: string;
}

/** Where the play happens and who works there. */
export interface Stage {
  gateway: string;
  timeline: Timeline;
  pocket: Pocket;
  admin: StaffMember;
  cooks: [StaffMember, StaffMember];
  rider: StaffMember;
}

export interface StageOptions {
  gateway: string;
  sandbox: string;
  secrets: Secrets;
  timeline: Timeline;
}

/** Signs the staff in, with the accounts that `make start` has made. Two cooks share the work: one alone would reach the rate limit. */
export async function setStage({ gateway, sandbox, secrets, timeline }: StageOptions): Promise<Stage> {
  const password = secrets.DEMO_STAFF_PASSWORD ?? '';
  const signIn = (username = '', secret = password) =>
    timeline.step(
      username,
      (staff: StaffMember) => `signs in as ${staff.name}`,
      async () => {
        const visitor = createPerson(gateway, username);
        const credentials = { username, password: secret };
        const session = await visitor.ask('POST', '/api/v1/admin/auth/login', staffLoginAnswer, credentials);
        return {
          ...createPerson(gateway, username, session.access_token),
          name: session.staff.name,
          id: session.staff.id,
        };
      },
    );
  return {
    gateway,
    timeline,
    pocket: openPocket(sandbox),
    admin: await signIn(secrets.BOOTSTRAP_ADMIN_USERNAME, secrets.BOOTSTRAP_ADMIN_PASSWORD),
    cooks: [await signIn('kitchen'), await signIn('kitchen2')],
    rider: await signIn('delivery'),
  };
}
