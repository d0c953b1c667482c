/** When a failed operation may be tried again. */
export type Retry = 'never' | 'backoff' | { afterMs: number };

interface AppErrorOptions {
  code: string;
  retry: Retry;
  cause?: unknown;
}

/**
 * Base of every error the app raises on purpose. `code` is stable and machine-readable, `message` may be
 * shown to an admin, `retry` says what a second attempt would do.
 */
export class AppError extends Error {
  readonly code: string;
  readonly retry: Retry;

  constructor(message: string, options: AppErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = options.code;
    this.retry = options.retry;
  }
}

/** One fault of an input: which field, what was wrong, what was expected. */
export interface InputFault {
  field: string;
  problem: string;
}

/** Input from outside that does not hold; nothing was changed. */
export class InvalidInputError extends AppError {
  readonly faults: readonly InputFault[];

  constructor(message: string, faults: readonly InputFault[] = [], cause?: unknown) {
    super(message, { code: 'INVALID_INPUT', retry: 'never', cause });
    this.faults = faults;
  }
}

/** A thing that was asked for by id does not exist in this portal. */
export class NotFoundError extends AppError {
  constructor(message: string) {
    super(message, { code: 'NOT_FOUND', retry: 'never' });
  }
}

/** A request that is not signed, or not as it must be. */
export class UnauthenticatedError extends AppError {
  constructor(message: string) {
    super(message, { code: 'UNAUTHENTICATED', retry: 'never' });
  }
}

/** The caller is known but may not do this. */
export class ForbiddenError extends AppError {
  constructor(message: string) {
    super(message, { code: 'FORBIDDEN', retry: 'never' });
  }
}
