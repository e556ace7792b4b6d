type Level = 'info' | 'warn' | 'error';

/**
 * Every security event by its name: how loud it is, and what happened (S71). One happening, one line. `error` asks a person to act,
 * `warn` says that somebody misbehaved and was stopped.
 */
export const SECURITY_EVENTS = {
  otp_sent: ['info', 'A sign-in code was handed to the SMS queue.'],
  otp_failed: ['info', 'A code was wrong, spent or too old, or its person may not sign in.'],
  otp_send_limited: ['info', 'No code was sent: `limit` says which limit was reached.'],
  otp_guess_limited: ['info', 'Too many wrong codes for one phone today.'],
  otp_budget_exhausted: [
    'error',
    'The hourly budget of codes for everybody or for one number series is used up; once an hour.',
  ],
  otp_conversion_low: [
    'error',
    'Most codes sent within the hour were never used: SMS pumping, or SMS do not arrive; once an hour.',
  ],
  login_succeeded: ['info', 'Somebody signed in: a student by code, staff by password.'],
  login_failed: ['info', 'Staff sign-in refused: username or password wrong, or not active.'],
  login_limited: ['info', 'Staff sign-in refused unseen: `limit` says which limit was reached.'],
  refresh_token_reused: ['warn', 'An exchanged refresh token came back: its session is over.'],
  session_ended: ['info', 'Somebody signed out.'],
  staff_added: ['info', 'An admin added a staff member.'],
  role_changed: ['info', 'An admin gave a staff member another role.'],
  password_changed: ['info', 'An admin gave a staff member another password.'],
  staff_deactivated: ['info', 'An admin deactivated a staff member.'],
  staff_reactivated: ['info', 'An admin let a staff member in again.'],
  first_admin_created: ['info', 'The migration made the first admin.'],
  admin_established: ['info', 'An operator created an admin or reset the password.'],
  user_erased: ['info', 'A student erased the account.'],
  signing_keys_changed: [
    'info',
    'The file of signing keys was replaced and taken over: `signing` and `published` name them.',
  ],
  signing_keys_refused: ['error', 'The file of signing keys cannot be used; the keys known so far go on.'],
  access_denied: ['info', 'A door was closed to the role or the origin (403).'],
  rate_limited: ['info', 'A request was answered with 429.'],
  webhook_signature_refused: ['warn', 'A webhook was not signed by Razorpay.'],
  refund_requested: ['info', 'An admin gave money back.'],
} as const satisfies Record<string, readonly [level: Level, meaning: string]>;

export type SecurityEvent = keyof typeof SECURITY_EVENTS;
