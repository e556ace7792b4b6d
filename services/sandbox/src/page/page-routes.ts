import { fileURLToPath } from 'node:url';
import { Router } from 'express';

const FILES = {
  '/': 'inbox.html',
  '/inbox.js': 'inbox.js',
  '/checkout': 'checkout.html',
  '/checkout.js': 'checkout.js',
  '/sandbox.css': 'sandbox.css',
};

/** The pages for people; everything they do goes through the control routes. */
export function pageRoutes(): Router {
  const router = Router();
  const root = fileURLToPath(new URL('.', import.meta.url));
  for (const [path, file] of Object.entries(FILES)) {
    router.get(path, (_request, response) => response.sendFile(file, { root, cacheControl: false }));
  }
  return router;
}
