import { userInfo } from 'node:os';

/** Who runs a program, for the record: `OPERATOR`, or the name of the account. */
export function operatorName(environment: NodeJS.ProcessEnv): string {
  return environment.OPERATOR || environment.USER || accountName();
}

// In a pod the account may be a number without a name.
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
