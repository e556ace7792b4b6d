/** Somebody who has signed in; tokens change when they are refreshed. */
export interface Session {
  who: string;
  userId: string;
  phone: string;
  token: string;
  refreshToken: string;
}
