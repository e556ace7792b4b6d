export type PageApp = 'student' | 'staff';

/** The student page and its deep links, themselves and everything below. The portal's own router decides what is there. */
const STUDENT_PAGES = ['/sign-in', '/menu', '/cart', '/checkout', '/orders', '/account', '/notifications'];
const STAFF_PAGES = '/kitchen';

// As strict as for routes: nothing that needs an escape is a page.
const PLAIN_PATH = /^\/(?:[\w-]+(?:\/[\w-]+)*\/?)?$/;

/** Which of the portal's two pages a path shows; undefined for everything else, the API and unknown paths alike. */
export function pageAt(path: string): PageApp | undefined {
  if (!PLAIN_PATH.test(path)) return undefined;
  if (isAtOrBelow(path, STAFF_PAGES)) return 'staff';
  return path === '/' || STUDENT_PAGES.some((page) => isAtOrBelow(path, page)) ? 'student' : undefined;
}

function isAtOrBelow(path: string, page: string): boolean {
  return path === page || path.startsWith(`${page}/`);
}
