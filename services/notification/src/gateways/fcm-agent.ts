import { Agent } from 'node:https';
import { connect } from 'node:net';

const MOST_SOCKETS = 20;

/**
 * Kept-alive connections for firebase-admin, which knows no other seam than this agent: its addresses are fixed.
 * With a `baseUrl` all of them lead there, in clear text, and the Host header still names the Google host.
 */
export function createFcmAgent(baseUrl: string | undefined): Agent {
  const options = { keepAlive: true, maxSockets: MOST_SOCKETS };
  return baseUrl === undefined ? new Agent(options) : new DetourAgent(baseUrl, options);
}

class DetourAgent extends Agent {
  readonly target: URL;

  constructor(baseUrl: string, options: { keepAlive: boolean; maxSockets: number }) {
    super(options);
    this.target = new URL(baseUrl);
  }

  override createConnection() {
    return connect(Number(this.target.port || 80), this.target.hostname);
  }
}
