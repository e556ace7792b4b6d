import { Router } from 'express';
import { z } from 'zod';
import { faultSchema } from '../faults/fault.ts';
import { resetSandbox, type Sandbox } from '../sandbox.ts';

const resetSchema = z.strictObject({ seed: z.number().int().optional() });
const clockSchema = z.strictObject({
  scale: z.number().positive().max(1e6).optional(),
  advance_ms: z.number().min(0).optional(),
});

/** Faults, clock, reset and the log of what was asked. */
export function controlRoutes(sandbox: Sandbox): Router {
  let faultCount = 0;
  return Router()
    .post('/reset', (request, response) => {
      resetSandbox(sandbox, resetSchema.parse(request.body ?? {}).seed);
      response.json({ reset: true });
    })
    .post('/clock', (request, response) => {
      const { scale, advance_ms: advanceMs } = clockSchema.parse(request.body ?? {});
      if (scale !== undefined) sandbox.timers.setScale(scale);
      if (advanceMs !== undefined) sandbox.timers.advance(advanceMs);
      response.json({ elapsed_ms: Math.round(sandbox.timers.elapsedMs()) });
    })
    .get('/faults', (_request, response) => void response.json({ faults: sandbox.faults }))
    .post('/faults', (request, response) => {
      const fault = { ...faultSchema.parse(request.body), id: ++faultCount };
      sandbox.faults.push(fault);
      response.status(201).json(fault);
    })
    .delete('/faults', (_request, response) => {
      sandbox.faults.length = 0;
      response.status(204).end();
    })
    .delete('/faults/:id', (request, response) => {
      sandbox.faults = sandbox.faults.filter((fault) => fault.id !== Number(request.params.id));
      response.status(204).end();
    })
    .get('/requests', (request, response) => {
      const { provider, path } = request.query;
      const requests = sandbox.requests
        .filter((entry) => provider === undefined || entry.provider === provider)
        .filter((entry) => typeof path !== 'string' || entry.path.includes(path));
      response.json({ requests });
    });
}
