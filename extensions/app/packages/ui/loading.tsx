import { LoadingSpinner } from '@hubspot/ui-extensions';
import React from 'react';
import { LoadProblem } from './load-problem.tsx';
import type { Loaded } from './use-loaded.ts';

interface LoadingProps<T> {
  loaded: Loaded<T>;
  /** Shown while it loads. */
  reading: string;
  /** Shown if it cannot be loaded; the reason follows. */
  unreadable: string;
  children: (data: T) => React.ReactNode;
}

/** Shows what was loaded, or that it is loading, or why it cannot be loaded with a way to try again. */
export function Loading<T>({ loaded, reading, unreadable, children }: LoadingProps<T>) {
  const { data, problem, isLoading, reload } = loaded;
  if (problem !== null) return <LoadProblem title={unreadable} message={problem.message} onRetry={reload} />;
  if (isLoading && data === null) return <LoadingSpinner label={reading} showLabel layout="centered" />;
  return <>{children(data as T)}</>;
}
