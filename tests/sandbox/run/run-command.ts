import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface CommandResult {
  code: number | null;
  output: string;
}

/** Starts the sandbox's command as `npm run sandbox -- …args` does. */
export function startCommand(args: string[]): {
  child: ChildProcess;
  output: () => string;
  ended: Promise<CommandResult>;
} {
  const child = spawn(process.execPath, ['src/sandbox/main.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<CommandResult>((resolve) => child.once('close', (code) => resolve({ code, output })));
  return { child, output: () => output, ended };
}

/** Runs the command to its end. */
export function runCommand(args: string[]): Promise<CommandResult> {
  return startCommand(args).ended;
}
