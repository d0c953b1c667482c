import { readConfig, type Config } from '../config.ts';
import { InvalidInputError } from '../errors.ts';
import { examineDatabase } from './examine-database.ts';
import { examineNetwork } from './examine-network.ts';
import { fault, ok, type Finding } from './finding.ts';

/**
 * Looks at everything an operator can get wrong: the environment, and with a sound one the database, what is stored in
 * it, the addresses and the clock. It changes nothing and shows no secret.
 */
export async function examine(
  env: Readonly<Record<string, string | undefined>>,
  now: () => number = Date.now,
): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return error.faults.map(({ field, problem }) => fault(field, problem, '.env.example documents it.'));
  }
  const environment = ok('environment', `complete; this process would run ${config.role}`);
  return [environment, ...(await examineDatabase(config, now)), ...(await examineNetwork(config, now))];
}
