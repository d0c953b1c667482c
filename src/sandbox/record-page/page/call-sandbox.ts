import { useCallback, useEffect, useRef, useState } from 'react';
import { USER_HEADER, type RecordPageProblem } from '../record-page-data.ts';

/** Reads the sandbox's own API. Rejects with the sandbox's error message. */
export async function callSandbox<T>(path: string, body?: unknown): Promise<T> {
  const headers = { [USER_HEADER]: sessionStorage.getItem(USER_HEADER) ?? '' };
  const post = {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { ...headers, 'Content-Type': 'application/json' },
  };
  const response = await fetch(`/sandbox-api/${path}`, body === undefined ? { headers } : post);
  const answer = (await response.json()) as T | RecordPageProblem;
  if (!response.ok) throw new Error((answer as RecordPageProblem).error);
  return answer as T;
}

/** Switches the viewer of this tab and reloads everything. */
export function becomeUser(email: string): void {
  sessionStorage.setItem(USER_HEADER, email);
  location.reload();
}

export interface Reading<T> {
  data: T | null;
  problem: string | null;
  reload: () => void;
}

/** Reads `path` now, on `reload`, and every `everyMs` while the page is visible; an unchanged answer keeps its identity. */
export function useSandbox<T>(path: string, everyMs?: number): Reading<T> {
  const [state, setState] = useState<{ path: string; text: string; data: T } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef(path);
  latest.current = path;
  const reload = useCallback(() => {
    const read = async (): Promise<void> => {
      try {
        const data = await callSandbox<T>(path);
        if (latest.current !== path) return;
        const text = JSON.stringify(data);
        setState((before) => (before?.path === path && before.text === text ? before : { path, text, data }));
        setProblem(null);
      } catch (error) {
        setProblem((error as Error).message);
      }
    };
    void read();
  }, [path]);
  useEffect(() => {
    reload();
    if (everyMs === undefined) return undefined;
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), everyMs);
    return () => clearInterval(timer);
  }, [reload, everyMs]);
  return { data: state?.data ?? null, problem, reload };
}
