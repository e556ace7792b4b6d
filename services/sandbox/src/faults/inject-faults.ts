import { setTimeout as sleep } from 'node:timers/promises';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { providerErrorBody } from '../provider-errors.ts';
import { providerOf } from '../providers.ts';
import type { Sandbox } from '../sandbox.ts';
import { type Fault, takeFault } from './fault.ts';

/** Stands before every provider route. Delays are real time: they exist to meet the timeouts of real clients. */
export function injectFaults(sandbox: Sandbox): RequestHandler {
  return async (request, response, next) => {
    const provider = providerOf(request);
    const fault = provider && takeFault(sandbox.faults, provider, request);
    if (!fault) return next();
    response.locals.fault = fault.effect;
    await applyFault(fault, request, response, next);
  };
}

async function applyFault(fault: Fault, request: Request, response: Response, next: NextFunction) {
  switch (fault.effect) {
    case 'status':
      response.status(fault.status).set(fault.headers);
      return void response.send(fault.body ?? providerErrorBody(fault.provider, fault.status));
    case 'timeout':
      return;
    case 'reset':
      return void request.socket.resetAndDestroy();
    case 'slow':
      await sleep(fault.delay_ms);
      return next();
    case 'drop_response_after_commit':
      response.json = () => {
        request.socket.resetAndDestroy();
        return response;
      };
      return next();
  }
}
