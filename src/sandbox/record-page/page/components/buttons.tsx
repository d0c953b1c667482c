import type { ButtonProps, DropdownProps, LoadingButtonProps } from '@hubspot/ui-extensions';
import type { KeyboardEvent, ReactNode } from 'react';
import { createContext, useContext, useEffect, useId, useRef, useState } from 'react';
import { WithOverlay } from './overlays.tsx';
import { reactTo, type Handler } from './react-to.ts';
import { sizeName } from './spacing.ts';
import { readHref } from './text.tsx';

export function Button(props: ButtonProps) {
  const { href, variant = 'secondary', size, disabled = false, type = 'button', onClick, overlay } = props;
  const className = `hs-button hs-button-${variant} hs-size-${sizeName(size)}`;
  const children = props.truncate === true ? <Truncated>{props.children}</Truncated> : props.children;
  return (
    <WithOverlay overlay={overlay}>
      {href === undefined ? (
        <button type={type} className={className} disabled={disabled} onClick={(event) => reactTo(onClick, event)}>
          {children}
        </button>
      ) : (
        <a className={className} {...readHref(href)} onClick={(event) => reactTo(onClick, event)}>
          {children}
        </a>
      )}
    </WithOverlay>
  );
}

/** HubSpot shows the full text on hover. */
function Truncated({ children }: { children: ReactNode }) {
  return (
    <span className="hs-button-text hs-truncate" title={typeof children === 'string' ? children : undefined}>
      {children}
    </span>
  );
}

export function LoadingButton(props: LoadingButtonProps) {
  const { variant = 'secondary', size, disabled = false, loading = false, type = 'button', onClick, overlay } = props;
  return (
    <WithOverlay overlay={overlay}>
      <button
        type={type}
        className={`hs-button hs-button-${variant} hs-size-${sizeName(size)}`}
        disabled={disabled || loading}
        aria-busy={loading}
        onClick={(event) => reactTo(onClick, event)}
      >
        {loading ? <span className="hs-spinner hs-size-xs" aria-hidden="true" /> : null}
        {props.truncate === true ? <Truncated>{props.children}</Truncated> : props.children}
      </button>
    </WithOverlay>
  );
}

const CloseMenu = createContext<() => void>(() => undefined);

/** A menu button: arrow keys, Home and End move, Escape and Tab close. */
export function Dropdown(props: DropdownProps) {
  const { buttonText = 'Actions', variant = 'secondary', buttonSize, disabled = false, options = [], children } = props;
  const [isOpen, setIsOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => (isOpen ? listenOutside(box.current, () => setIsOpen(false)) : undefined), [isOpen]);
  useEffect(() => {
    if (isOpen) menuItems(box.current)[0]?.focus();
  }, [isOpen]);
  const close = (): void => {
    setIsOpen(false);
    button.current?.focus();
  };
  return (
    <div
      className="hs-dropdown"
      ref={box}
      onKeyDown={(event) => moveInMenu(event, box.current, isOpen, setIsOpen, close)}
    >
      <button
        ref={button}
        type="button"
        className={`hs-button hs-button-${variant} hs-size-${sizeName(buttonSize)}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={id}
        disabled={disabled}
        onClick={() => setIsOpen(!isOpen)}
      >
        {buttonText}
        <span className="hs-caret" aria-hidden="true" />
      </button>
      <CloseMenu.Provider value={close}>
        <div id={id} role="menu" className="hs-menu" hidden={!isOpen} aria-label={buttonText}>
          {options.map(({ label, onClick }) => (
            <DropdownButtonItem key={label} onClick={() => onClick?.()}>
              {label}
            </DropdownButtonItem>
          ))}
          {children}
        </div>
      </CloseMenu.Provider>
    </div>
  );
}

interface ItemProps {
  onClick?: Handler;
  overlay?: ReactNode;
  children?: ReactNode;
}

export function DropdownButtonItem({ onClick, overlay, children }: ItemProps) {
  const close = useContext(CloseMenu);
  return (
    <WithOverlay overlay={overlay}>
      <button
        type="button"
        role="menuitem"
        tabIndex={-1}
        onClick={(event) => {
          close();
          reactTo(onClick, event);
        }}
      >
        {children}
      </button>
    </WithOverlay>
  );
}

function listenOutside(box: Element | null, callback: () => void): () => void {
  const listen = (event: Event): void => {
    if (!(event.target instanceof Node) || box?.contains(event.target) !== true) callback();
  };
  document.addEventListener('pointerdown', listen);
  return () => document.removeEventListener('pointerdown', listen);
}

function menuItems(box: Element | null): HTMLElement[] {
  return [...(box?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
}

function moveInMenu(
  event: KeyboardEvent,
  box: Element | null,
  isOpen: boolean,
  setIsOpen: (isOpen: boolean) => void,
  close: () => void,
): void {
  if (!isOpen) {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      setIsOpen(true);
    }
    return;
  }
  if (event.key === 'Tab') return setIsOpen(false);
  if (event.key === 'Escape') return close();
  const items = menuItems(box);
  const here = items.indexOf(document.activeElement as HTMLElement);
  const target = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
  if (target === undefined) return undefined;
  event.preventDefault();
  items.at(target % items.length)?.focus();
  return undefined;
}
