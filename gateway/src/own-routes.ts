import {
  asyncapiAnswer,
  healthAnswer,
  livenessAnswer,
  openapiAnswer,
  type PlatformHealth,
  readinessAnswer,
} from '@campus/contracts/health-api';
import { type PlatformStatus, platformStatusAnswer } from '@campus/contracts/status-api';
import { reply } from '@campus/http/reply';
import { get, type Route } from '@campus/http/routes';
import { readDocument, sendDocument } from './docs/documents.ts';

export interface OwnDoors {
  health(): Promise<PlatformHealth>;
  status(takesRequests: boolean): Promise<PlatformStatus>;
  isDraining(): boolean;
  /** Whether it can tell a living session from an ended one, or has waited long enough for that. */
  isReady(): boolean;
}

const cached = { may: 'public', headers: ['If-None-Match'] } as const;

/** What the gateway answers itself: how the platform is, and its contract as `npm run openapi` wrote it. */
export function ownRoutes({ health, status, isDraining, isReady }: OwnDoors): Route[] {
  const takesRequests = () => isReady() && !isDraining();
  const openapi = readDocument('openapi.json', openapiAnswer);
  const asyncapi = readDocument('asyncapi.json', asyncapiAnswer);
  return [
    get(
      '/health',
      {
        may: 'public',
        summary: 'How the platform is, and which services answer',
        answer: healthAnswer,
        otherAnswers: { 503: healthAnswer },
      },
      async () => {
        const state = await health();
        return reply(isDraining() || state.status === 'unhealthy' ? 503 : 200, state);
      },
    ),
    get('/health/live', { may: 'public', summary: 'Whether the gateway lives', answer: livenessAnswer }, async () => ({
      status: 'alive' as const,
    })),
    // This process alone: a service that is down must not take the gateways out of the balancer.
    get(
      '/health/gateway',
      {
        may: 'public',
        summary: 'Whether this gateway takes requests',
        answer: readinessAnswer,
        otherAnswers: { 503: readinessAnswer },
      },
      async () => (takesRequests() ? { status: 'ready' as const } : reply(503, { status: 'not ready' as const })),
    ),
    get(
      '/api/v1/admin/status',
      {
        may: ['admin'],
        summary: 'Queues, dead letters, outboxes, services and the last audit',
        description: 'What does not answer within 2.5 s is null. At most a second old.',
        answer: platformStatusAnswer,
        errors: ['SERVICE_UNAVAILABLE'],
      },
      () => status(takesRequests()),
    ),
    get('/api/v1/openapi.json', { ...cached, summary: 'This document', answer: openapiAnswer }, async ({ request }) =>
      sendDocument(openapi, request.get('if-none-match')),
    ),
    get(
      '/api/v1/asyncapi.json',
      { ...cached, summary: 'Events and sockets, as AsyncAPI', answer: asyncapiAnswer },
      async ({ request }) => sendDocument(asyncapi, request.get('if-none-match')),
    ),
  ];
}
