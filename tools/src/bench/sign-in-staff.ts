import { staffLoginAnswer } from '@campus/contracts/auth-api';
import { createPerson, type Person } from '../demo/person.ts';

export interface Credentials {
  username: string;
  password: string;
}

export async function signInStaff(origin: string, credentials: Credentials): Promise<Person> {
  const { username } = credentials;
  const visitor = createPerson(origin, username);
  const session = await visitor.ask('POST', '/api/v1/admin/auth/login', staffLoginAnswer, credentials);
  return createPerson(origin, username, session.access_token);
}
