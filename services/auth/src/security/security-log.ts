import { currentRequestId } from '@campus/http/request-trace';
import type { Logger } from '@campus/logger/logger';
import type { SecurityLog } from '../use-cases/ports.ts';

/** Security events as structured lines with the id of their request (S71). */
export function createSecurityLog(logger: Logger): SecurityLog {
  return {
    note(event, fields = {}) {
      logger.info({ event, request_id: currentRequestId(), ...fields }, 'security event');
    },
  };
}
