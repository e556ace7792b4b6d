import { refreshAnswer, staffLoginAnswer } from '@campus/contracts/auth-api';
import type { Browser } from 'playwright-core';
import { afterAll, onTestFinished } from 'vitest';
import { type SignIn, withTokens } from '../../../services/portal/src/session/sign-in.ts';
import { launchChromium } from '../../../tools/src/platform/chromium.ts';
import { apiOf } from '../../support/api.ts';
import { type Staff, type Student, signInStudent } from '../../support/people.ts';
import { type Scene, setScene } from '../../support/scene.ts';
import { type PortalPage, SIZES, type Size, watchPage } from './portal-page.ts';

export type StaffRole = 'admin' | 'kitchen' | 'rider';

export interface Visit {
  /** Nobody unless said. */
  as?: StaffRole | 'student';
  /** The student who looks; a new one unless said. */
  student?: Student;
  /** By the way that can be cut. */
  cuttable?: boolean;
  size?: Size;
  theme?: 'light' | 'dark';
}

/** A running platform, and browsers that open its pages. */
export interface PortalScene extends Scene {
  browser: Browser;
  /** Opens a page in a browser of its own, signed in with a session of its own; each student is a new one, whose cart, orders and sockets stand in nobody's way. Closed at the end of the test: nobody may have more than five sockets. */
  visit(path: string, visit?: Visit): Promise<PortalPage>;
}

export async function setPortalScene(): Promise<PortalScene> {
  const [scene, browser] = await Promise.all([setScene(), launchChromium(process.env)]);
  afterAll(() => browser.close());

  async function visit(path: string, visit: Visit = {}): Promise<PortalPage> {
    const { as, student, cuttable, size = 'desktop', theme = 'light' } = visit;
    const { pages, pagesLink } = scene.platform;
    const context = await browser.newContext({
      baseURL: cuttable ? pagesLink.url : pages,
      colorScheme: theme,
      reducedMotion: 'reduce',
      ...SIZES[size],
    });
    onTestFinished(() => context.close());
    if (as === 'student') {
      const signIn = await signInOfStudent(scene, student ?? (await signInStudent(scene.platform)));
      await context.addInitScript(keepStudent, JSON.stringify(signIn));
    } else if (as) await context.addInitScript(keepSignIn, JSON.stringify(await signInOf(scene, scene[as])));
    const watched = await watchPage(await context.newPage());
    await watched.page.goto(path);
    return watched;
  }
  return { ...scene, browser, visit };
}

// Once: a page that signs out and is loaded again stays signed out.
function keepSignIn(signIn: string): void {
  if (sessionStorage.getItem('test-signed-in')) return;
  sessionStorage.setItem('test-signed-in', 'yes');
  sessionStorage.setItem('campus-staff', signIn);
}

function keepStudent(signIn: string): void {
  if (sessionStorage.getItem('test-signed-in')) return;
  sessionStorage.setItem('test-signed-in', 'yes');
  localStorage.setItem('campus-student', signIn);
}

async function signInOfStudent({ platform }: Scene, { id, phone, refreshToken }: Student): Promise<SignIn> {
  const body = { refresh_token: refreshToken };
  const pair = await apiOf(platform.gateway).ask(refreshAnswer, 'POST', '/api/v1/auth/refresh', body);
  const person = { id, role: 'consumer' as const, name: null, login: phone };
  return withTokens({ key: pair.access_token.slice(-32), person }, pair, Date.now());
}

async function signInOf({ platform }: Scene, { username, password }: Staff): Promise<SignIn> {
  const credentials = { username, password };
  const session = await apiOf(platform.gateway).ask(staffLoginAnswer, 'POST', '/api/v1/admin/auth/login', credentials);
  const { staff, access_token, refresh_token, expires_in } = session;
  return {
    key: access_token.slice(-32),
    person: { ...staff, login: staff.username },
    accessToken: access_token,
    refreshToken: refresh_token,
    expiresAt: Date.now() + expires_in * 1000,
  };
}
