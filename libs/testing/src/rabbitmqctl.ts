import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { servers } from './servers.ts';

const REASON = '<<"campus-test">>';
const TIMEOUT_SECONDS = 50;

/** Deletes virtual hosts and creates others in one call, because each start of rabbitmqctl costs more than a second of a core; the tests' user may do all in them. */
export async function replaceVhosts({ gone, wanted }: { gone: string[]; wanted: string[] }): Promise<void> {
  const user = binary(decodeURIComponent(new URL(servers.rabbitmqUrl).username || 'guest'));
  const all = '<<".*">>';
  await evaluate(
    oneAtATime(`${deletion(gone)},
      [begin
        rabbit_vhost:add(V, ${REASON}),
        rabbit_auth_backend_internal:set_permissions(${user}, V, ${all}, ${all}, ${all}, ${REASON})
      end || V <- ${list(wanted)}]`),
  );
}

/** Deletes virtual hosts with all that is in them; it does not matter if some are gone already. */
export async function deleteVhosts(names: string[]): Promise<void> {
  if (names.length === 0) return;
  await evaluate(oneAtATime(deletion(names)));
}

const deletion = (names: string[]) => `[catch rabbit_vhost:delete(V, ${REASON}) || V <- ${list(names)}]`;

// The supervisor of all virtual hosts of RabbitMQ 3.10 hung for two minutes when one run deleted some while another added some.
function oneAtATime(expression: string): string {
  return `global:trans({campus_test_vhosts, self()}, fun() -> ${expression} end).`;
}

/** The names of all virtual hosts that begin with `prefix`. */
export async function findVhosts(prefix: string): Promise<string[]> {
  const answer = await evaluate('[io:format("~s~n", [V]) || V <- rabbit_vhost:list_names()].');
  return answer.split('\n').filter((name) => name.startsWith(prefix));
}

/** Closes the connections of one virtual host from the broker's side, except those whose name begins with `spared`. */
export async function closeConnections({ vhost, spared }: { vhost: string; spared: string }): Promise<void> {
  await evaluate(`[rabbit_networking:close_connection(P, "campus-test") ||
    [{pid, P}, {vhost, V}, {client_properties, C}] <- rabbit_networking:connection_info_all([pid, vhost, client_properties]),
    V =:= ${binary(vhost)},
    case lists:keyfind(<<"connection_name">>, 1, C) of
      {_, _, <<"${spared}", _/binary>>} -> false;
      _ -> true
    end].`);
}

// Runs an Erlang expression in the broker; resolves to what it printed.
async function evaluate(expression: string): Promise<string> {
  const [command, ...args] = servers.rabbitmqctl;
  // It must end by itself: killing the wrapper script leaves its Erlang behind, on one of only eleven ports.
  const options = ['--quiet', '--timeout', String(TIMEOUT_SECONDS)];
  const { stdout } = await promisify(execFile)(command, [...args, ...options, 'eval', expression]);
  if (stdout.includes('{error,')) throw new Error(`rabbitmqctl eval: ${stdout}`);
  return stdout;
}

const binary = (text: string) => `<<"${text}">>`;
const list = (names: string[]) => `[${names.map(binary).join(', ')}]`;
