import { createServer } from 'node:http';

// As little as a service can be: ready at once, one log line, its environment on request, SIGTERM ends it.
const server = createServer((request, response) => {
  response.end(request.url === '/env' ? JSON.stringify(process.env) : 'ok');
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.stdout.write(`${JSON.stringify({ level: 'info', message: 'ready', pid: process.pid })}\n`);
process.on('SIGTERM', () => process.exit(0));
if (process.env.BROKEN) {
  process.stderr.write('The environment is not valid.\n');
  process.exit(78);
}
