import pino, { type Logger } from 'pino';
import { readProcessConfig } from './config.ts';
import { AppError } from './errors.ts';
import { startApp } from './start-app.ts';

function createLogger(level: string): Logger {
  return pino({ level, redact: ['*.accessToken', '*.refreshToken', '*.clientSecret', '*.authorization'] });
}

async function main(): Promise<void> {
  const config = readProcessConfig();
  const log = createLogger(config.logLevel);
  if ('folder' in config.database) {
    log.warn(
      { folder: config.database.folder },
      'embedded database: one process, no fsync; set DATABASE_URL to be safe',
    );
  }
  const app = await startApp(config, log);
  log.info({ role: config.role, url: config.appBaseUrl }, 'started');
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    app.stop().then(
      () => {
        log.info('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

try {
  await main();
} catch (error) {
  // What an operator did wrong is said in plain words; anything else keeps its stack.
  console.error(error instanceof AppError ? error.message : error);
  process.exit(1);
}
