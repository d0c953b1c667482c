import type {
  AccordionProps,
  AutoGridProps,
  BoxProps,
  ButtonRowProps,
  FlexProps,
  InlineProps,
  TileProps,
} from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { alignment, distancePx, sizeName } from './spacing.ts';

export function Flex({ direction = 'row', gap, justify, align, alignSelf, wrap, children }: FlexProps) {
  const style = {
    flexDirection: direction,
    gap: distancePx(gap),
    justifyContent: alignment(justify),
    alignItems: alignment(align),
    alignSelf: alignment(alignSelf),
    flexWrap: wrap === true || wrap === 'wrap' ? ('wrap' as const) : undefined,
  };
  return (
    <div className="hs-flex" style={style}>
      {children}
    </div>
  );
}

export function Inline({ gap = 'small', justify, align = 'center', children }: InlineProps) {
  const style = { gap: distancePx(gap), justifyContent: alignment(justify), alignItems: alignment(align) };
  return (
    <div className="hs-inline" style={style}>
      {children}
    </div>
  );
}

export function Box({ alignSelf, flex, children }: BoxProps) {
  return <div style={{ alignSelf: alignment(alignSelf), flex, minWidth: 0 }}>{children}</div>;
}

export function AutoGrid({ columnWidth, gap, flexible = false, children }: AutoGridProps) {
  const least = `min(${columnWidth}px, 100%)`;
  const column = flexible ? `minmax(${least}, 1fr)` : least;
  const style = { display: 'grid', gridTemplateColumns: `repeat(auto-fill, ${column})`, gap: distancePx(gap) };
  return <div style={style}>{children}</div>;
}

export function Tile({ compact = false, flush = false, children }: TileProps) {
  return (
    <div className={`hs-tile ${compact ? 'hs-tile-compact' : ''} ${flush ? 'hs-tile-flush' : ''}`}>{children}</div>
  );
}

export function ButtonRow({ children }: ButtonRowProps) {
  return <div className="hs-button-row">{children}</div>;
}

export function Divider() {
  return <hr className="hs-divider" />;
}

export function Spacer({ size }: { size?: string }) {
  return <div style={{ height: distancePx(size ?? 'small') }} />;
}

export function Card({ children }: { children?: ReactNode }) {
  return <div className="hs-tile">{children}</div>;
}

export function Accordion({ title, size, defaultOpen = false, open, disabled, onClick, children }: AccordionProps) {
  const [isOpenHere, setIsOpenHere] = useState(defaultOpen);
  const isOpen = open ?? isOpenHere;
  const id = useId();
  const toggle = (): void => {
    setIsOpenHere(!isOpen);
    onClick?.();
  };
  return (
    <div className={`hs-accordion hs-accordion-${sizeName(size)}`}>
      <button type="button" aria-expanded={isOpen} aria-controls={id} disabled={disabled === true} onClick={toggle}>
        <span className="hs-chevron" aria-hidden="true" />
        {title}
      </button>
      <div id={id} hidden={!isOpen} className="hs-accordion-body">
        {children}
      </div>
    </div>
  );
}
