import type { ModalProps, PanelProps, TooltipProps } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { useContext, useEffect, useId, useRef, useState } from 'react';
import { onOverlayRequest, OverlayContext } from './overlay-state.ts';

/** Adds an overlay (tooltip, modal or panel) to its children. */
export function WithOverlay({ overlay, children }: { overlay: ReactNode; children: ReactNode }) {
  const [isPointedAt, setIsPointedAt] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const tooltipId = useId();
  if (overlay === undefined || overlay === null || overlay === false) return children;
  const close = (): void => setIsOpen(false);
  return (
    <span
      className="hs-anchor"
      aria-describedby={tooltipId}
      onMouseEnter={() => setIsPointedAt(true)}
      onMouseLeave={() => setIsPointedAt(false)}
      onFocus={() => setIsPointedAt(true)}
      onBlur={() => setIsPointedAt(false)}
    >
      <span className="hs-anchored" onClick={() => setIsOpen(true)}>
        {children}
      </span>
      <OverlayContext.Provider value={{ isPointedAt, isOpen, close, tooltipId }}>{overlay}</OverlayContext.Provider>
    </span>
  );
}

export function Tooltip({ placement = 'top', children }: TooltipProps) {
  const state = useContext(OverlayContext);
  return (
    <span
      role="tooltip"
      id={state?.tooltipId}
      hidden={state?.isPointedAt !== true}
      className={`hs-tooltip hs-tooltip-${placement}`}
    >
      {children}
    </span>
  );
}

export function Modal(props: ModalProps) {
  return <Dialog {...props} kind="modal" />;
}

export function Panel(props: PanelProps) {
  return <Dialog {...props} kind="panel" />;
}

type DialogProps = Pick<ModalProps, 'aria-label' | 'title' | 'id' | 'width' | 'onOpen' | 'onClose' | 'children'> & {
  kind: 'modal' | 'panel';
};

/** Native dialogs trap the focus, close with Escape and are announced by screen readers. */
function Dialog({ kind, id, title, width = 'md', onOpen, onClose, children, ...props }: DialogProps) {
  const state = useContext(OverlayContext);
  const [isRequested, setIsRequested] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = isRequested || state?.isOpen === true;
  const close = (): void => {
    setIsRequested(false);
    state?.close();
  };
  const latest = useRef({ close, onOpen, onClose });
  latest.current = { close, onOpen, onClose };
  useEffect(
    () => onOverlayRequest(id, (action) => (action === 'open' ? setIsRequested(true) : latest.current.close())),
    [id],
  );
  useEffect(() => {
    if (!isOpen) return undefined;
    dialog.current?.showModal();
    latest.current.onOpen?.();
    return () => latest.current.onClose?.();
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    <dialog
      ref={dialog}
      className={`hs-dialog hs-${kind} hs-${kind}-${width}`}
      aria-label={props['aria-label'] ?? title}
      onClose={close}
    >
      <header>
        <strong>{title}</strong>
        <button type="button" className="hs-close" aria-label="Close" onClick={close}>
          ×
        </button>
      </header>
      {children}
    </dialog>
  );
}

export function DialogBody({ children }: { children?: ReactNode }) {
  return <div className="hs-dialog-body">{children}</div>;
}

export function DialogFooter({ children }: { children?: ReactNode }) {
  return <footer className="hs-dialog-footer">{children}</footer>;
}
