import { componentsFor } from './components.ts';
import { errorExamples } from './error-answers.ts';
import { headerComponents } from './headers.ts';
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
  realtime: 'Live updates; sockets are in the AsyncAPI document',
  gateway: 'How the platform is, and what it can do',
};

const DESCRIPTION = `Money is rupees with at most two decimals, timestamps are UTC. Every answer carries \`X-Request-Id\`. \`x-roles\` says who may
call: \`none\` is somebody without a token. Events and sockets are in [the AsyncAPI document](/api/v1/asyncapi.json).

Every error has the envelope \`ErrorAnswer\`; each operation names its codes. Everywhere else: a route that does not exist is 404 \`NOT_FOUND\`,
what is no HTTP is 400, 408 or 431 \`VALIDATION_ERROR\`, and 500 \`INTERNAL_ERROR\` is a fault of ours.`;

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
      headers: headerComponents,
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}
