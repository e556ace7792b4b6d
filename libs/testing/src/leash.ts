// Loaded before a service under test. Its standard input is a pipe from the test: when that ends, the test process is dead,
// and a service that outlived it would trouble the servers and later runs.
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL')).resume();
if ('unref' in process.stdin && typeof process.stdin.unref === 'function') process.stdin.unref();
