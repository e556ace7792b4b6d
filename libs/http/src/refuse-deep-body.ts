import { validationError } from '@campus/errors/app-error';
import type { RequestHandler } from 'express';

const DEEPEST = 64;

/** 400 for JSON that is nested deeper than any of ours: whatever walks it by recursion later (`JSON.stringify` too) would run out of stack. */
export const refuseDeepBody: RequestHandler = (request, _response, next) => {
  let level: unknown[] = [request.body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) throw validationError([{ path: '', message: `is nested deeper than ${DEEPEST} levels` }]);
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  next();
};
