import { useEffect, useState } from 'react';
import type { AlertRequest, IframeRequest } from './protocol.ts';

const TOAST_MS = 6_000;

/** What extensions ask the page to show, sent from outside React. */
type Notice = { kind: 'alert'; alert: AlertRequest } | { kind: 'iframe'; iframe: IframeRequest; onClose: () => void };

const notices = new EventTarget();

export function showAlert(alert: AlertRequest): void {
  notices.dispatchEvent(new CustomEvent<Notice>('notice', { detail: { kind: 'alert', alert } }));
}

export function showIframe(iframe: IframeRequest, onClose: () => void): void {
  notices.dispatchEvent(new CustomEvent<Notice>('notice', { detail: { kind: 'iframe', iframe, onClose } }));
}

/** Toasts at the bottom, and the one modal with a frame. */
export function Notifications() {
  const [toasts, setToasts] = useState<readonly { id: number; alert: AlertRequest }[]>([]);
  const [frame, setFrame] = useState<{ iframe: IframeRequest; onClose: () => void } | null>(null);
  useEffect(() => {
    let lastId = 0;
    const take = (event: Event): void => {
      const { detail } = event as CustomEvent<Notice>;
      if (detail.kind === 'iframe') return setFrame(detail);
      const id = (lastId += 1);
      setToasts((before) => [...before, { id, alert: detail.alert }]);
      setTimeout(() => setToasts((before) => before.filter((toast) => toast.id !== id)), TOAST_MS);
      return undefined;
    };
    notices.addEventListener('notice', take);
    return () => notices.removeEventListener('notice', take);
  }, []);
  return (
    <>
      <div className="toasts" role="status">
        {toasts.map(({ id, alert }) => (
          <div key={id} className={`hs-alert hs-alert-${alert.type ?? 'info'}`}>
            {alert.title === undefined ? null : <strong>{alert.title}</strong>}
            <span>{alert.message}</span>
          </div>
        ))}
      </div>
      {frame === null ? null : (
        <FrameModal
          iframe={frame.iframe}
          onClose={() => {
            frame.onClose();
            setFrame(null);
          }}
        />
      )}
    </>
  );
}

function FrameModal({ iframe, onClose }: { iframe: IframeRequest; onClose: () => void }) {
  const title = iframe.title ?? 'App';
  return (
    <div className="hs-backdrop">
      <div role="dialog" aria-modal="true" aria-label={title} className="hs-dialog">
        <header>
          <strong>{title}</strong>
          <button type="button" className="hs-button hs-button-transparent" onClick={onClose}>
            Close
          </button>
        </header>
        <iframe
          title={title}
          src={iframe.uri}
          width={iframe.width}
          height={iframe.height}
          sandbox="allow-scripts allow-forms allow-same-origin"
        />
      </div>
    </div>
  );
}
