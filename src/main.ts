import { readEnvironment, readProcessConfig } from './config.ts';
import { AppError } from './errors.ts';
import { startApp } from './start-app.ts';
import { createLogger } from './telemetry/create-logger.ts';
import { startTracing } from './telemetry/tracing.ts';

async function main(): Promise<void> {
  const config = readProcessConfig();
  const log = createLogger(config.logLevel);
  if ('folder' in config.database) {
    log.warn(
      { folder: config.database.folder },
      'embedded database: one process, no fsync; set DATABASE_URL to be safe',
    );
  }
  const stopTracing = await startTracing(readEnvironment());
  const app = await startApp(config, log);
  log.info({ role: config.role, url: config.appBaseUrl }, 'started');
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    try {
      await app.stop();
      log.info('stopped');
    } catch (error) {
      log.error({ err: error }, 'could not stop cleanly');
      process.exitCode = 1;
    }
    await stopTracing().catch((error: unknown) => log.warn({ err: error }, 'the last traces could not be sent'));
    process.exit();
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
}

try {
  await main();
} catch (error) {
  // What an operator did wrong is said in plain words; anything else keeps its stack.
  console.error(error instanceof AppError ? error.message : error);
  process.exit(1);
}
