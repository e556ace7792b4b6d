import { type Verdict, verdict } from './verdict.ts';

/** What became of the tokens of somebody who had signed out, tried again at the end. */
export interface Revival {
  /** Of a call with the access token. */
  accessStatus: number | undefined;
  /** Of an exchange of the refresh token. */
  refreshStatus: number | undefined;
}

/** I13: after every crash and every loss of Redis. */
export function checkSignedOut(revivals: Revival[]): Verdict {
  const violations = revivals.flatMap(({ accessStatus, refreshStatus }, index) => [
    ...(accessStatus === 401
      ? []
      : [`access token ${index + 1} of a signed-out session: ${accessStatus ?? 'no answer'}`]),
    ...(refreshStatus === 401
      ? []
      : [`refresh token ${index + 1} of a signed-out session: ${refreshStatus ?? 'no answer'}`]),
  ]);
  return verdict('I13', { figures: { 'signed-out sessions tried': revivals.length }, violations });
}
