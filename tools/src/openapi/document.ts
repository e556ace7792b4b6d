import { componentsFor } from './components.ts';
import { errorExamples } from './error-answers.ts';
import { type Operation, operationOf } from './operation.ts';
import { templateOf } from './operation-names.ts';
import { publicRoutes } from './service-routes.ts';

const TAGS: Record<string, string> = {
  auth: 'Signing in, profiles, staff',
  catalog: 'Menu and categories',
  ordering: 'Orders, the kitchen, deliveries, settings',
  payment: 'Payments and refunds',
  notification: 'Devices and the inbox',
  reporting: 'Reports',
  realtime: 'Live updates; sockets are in docs/asyncapi.json',
};

const DESCRIPTION = `Money is rupees with at most two decimals, timestamps are UTC. Every answer carries \`X-Request-Id\`; every error has the
envelope \`ErrorAnswer\`. \`x-roles\` says who may call: \`none\` is somebody without a token.`;

/** The API of the platform as OpenAPI 3.1, made of the routes and schemas that the services run. */
export function openapiDocument() {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const { service, route } of publicRoutes) {
    const path = templateOf(route.path);
    paths[path] = { ...paths[path], [route.method]: operationOf(service, route) };
  }
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  const requests = operations.map(({ parameters, requestBody }) => ({ parameters, requestBody }));
  const answers = operations.map(({ responses }) => responses);
  return {
    openapi: '3.1.0',
    info: { title: 'Campus Food', version: '1.0.0', description: DESCRIPTION },
    servers: [{ url: '/' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths: Object.fromEntries(Object.entries(paths).toSorted(([one], [other]) => (one < other ? -1 : 1))),
    components: {
      schemas: componentsFor(requests, answers),
      examples: errorExamples(),
      headers: { RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer' } } },
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}
