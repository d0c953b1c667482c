import { Button, Inline } from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';

/** The position in a list that is read page by page, each with the cursor of the page before. */
export interface Pages {
  /** Cursor of the page shown; `null` for the first. */
  after: string | null;
  goOn: (next: string) => void;
  goBack: () => void;
  /** Returns to the first page, after the filter or order changed. */
  restart: () => void;
}

/** Starts at the first page. */
export function usePages(): Pages {
  const [trail, setTrail] = useState<readonly string[]>([]);
  return {
    after: trail.at(-1) ?? null,
    goOn: useCallback((next: string) => setTrail((former) => [...former, next]), []),
    goBack: useCallback(() => setTrail((former) => former.slice(0, -1)), []),
    restart: useCallback(() => setTrail([]), []),
  };
}

interface PageButtonsProps {
  pages: Pages;
  /** Cursor of the page that follows, `null` on the last one. */
  next: string | null;
  back?: string;
  on?: string;
}

/** Buttons for previous and next; none if everything fits on one page. */
export function PageButtons({ pages, next, back = 'Previous', on = 'Next' }: PageButtonsProps) {
  if (pages.after === null && next === null) return null;
  return (
    <Inline gap="small">
      <Button size="small" disabled={pages.after === null} onClick={() => pages.goBack()}>
        {back}
      </Button>
      <Button
        size="small"
        disabled={next === null}
        onClick={() => {
          if (next !== null) pages.goOn(next);
        }}
      >
        {on}
      </Button>
    </Inline>
  );
}
