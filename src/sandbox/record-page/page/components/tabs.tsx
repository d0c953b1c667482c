import type { TabProps, TabsProps } from '@hubspot/ui-extensions';
import type { KeyboardEvent } from 'react';
import { createContext, useCallback, useContext, useId, useLayoutEffect, useMemo, useState } from 'react';

interface TabEntry {
  id: string | number;
  title: string;
  isDisabled: boolean;
}

interface TabsState {
  selected: string | number | undefined;
  panelId: string;
  /** Adds an entry, or updates the one with its id. */
  put: (entry: TabEntry) => void;
  remove: (id: TabEntry['id']) => void;
}

const TabsContext = createContext<TabsState | null>(null);

/** The tabs register their own titles, because the children of a remote component cannot be inspected. */
export function Tabs({ selected, defaultSelected, onSelectedChange, variant = 'default', fill, children }: TabsProps) {
  const [entries, setEntries] = useState<readonly TabEntry[]>([]);
  const [chosen, setChosen] = useState(defaultSelected);
  const panelId = useId();
  const shown = findShown(entries, selected ?? chosen);
  const put = useCallback((entry: TabEntry) => {
    setEntries((before) =>
      before.some(({ id }) => id === entry.id)
        ? before.map((each) => (each.id === entry.id ? entry : each))
        : [...before, entry],
    );
  }, []);
  const remove = useCallback(
    (gone: TabEntry['id']) => setEntries((before) => before.filter(({ id }) => id !== gone)),
    [],
  );
  const state = useMemo(() => ({ selected: shown, panelId, put, remove }), [shown, panelId, put, remove]);
  const select = (id: TabEntry['id']): void => {
    setChosen(id);
    (onSelectedChange as ((id: TabEntry['id']) => void) | undefined)?.(id);
  };
  return (
    <div className={`hs-tabs hs-tabs-${variant} ${fill === true ? 'hs-tabs-fill' : ''}`}>
      <div role="tablist" onKeyDown={moveBetweenTabs}>
        {entries.map(({ id, title, isDisabled }) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={id === shown}
            aria-controls={panelId}
            tabIndex={id === shown ? 0 : -1}
            disabled={isDisabled}
            onClick={() => select(id)}
          >
            {title}
          </button>
        ))}
      </div>
      <TabsContext.Provider value={state}>{children}</TabsContext.Provider>
    </div>
  );
}

/** The wanted tab, else the first that is enabled. */
function findShown(entries: readonly TabEntry[], wanted: TabEntry['id'] | undefined): TabEntry['id'] | undefined {
  return (entries.find(({ id }) => id === wanted) ?? entries.find(({ isDisabled }) => !isDisabled))?.id;
}

export function Tab({ tabId, title = '', disabled = false, children }: TabProps) {
  const state = useContext(TabsContext);
  const ownId = useId();
  const id = tabId ?? ownId;
  const { put, remove } = state ?? {};
  useLayoutEffect(() => put?.({ id, title, isDisabled: disabled }), [put, id, title, disabled]);
  useLayoutEffect(() => () => remove?.(id), [remove, id]);
  if (state?.selected !== id) return null;
  return (
    <div role="tabpanel" id={state.panelId} aria-label={title} className="hs-tab-panel">
      {children}
    </div>
  );
}

function moveBetweenTabs(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('[role=tab]:not(:disabled)')];
  const here = tabs.indexOf(document.activeElement as HTMLButtonElement);
  const next = tabs.at((here + step) % tabs.length);
  next?.focus();
  next?.click();
}
