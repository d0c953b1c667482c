import type {
  AlertProps,
  EmptyStateProps,
  ErrorStateProps,
  LoadingSpinnerProps,
  ProgressBarProps,
  StatusTagProps,
  TagProps,
} from '@hubspot/ui-extensions';
import { WithOverlay } from './overlays.tsx';
import { reactTo } from './react-to.ts';
import { sizeName } from './spacing.ts';

export function Alert({ title, variant = 'info', children }: AlertProps) {
  const isUrgent = variant === 'danger' || variant === 'error';
  return (
    <div className={`hs-alert hs-alert-${isUrgent ? 'danger' : variant}`} role={isUrgent ? 'alert' : 'status'}>
      <strong>{title}</strong>
      {children === undefined ? null : <div className="hs-alert-body">{children}</div>}
    </div>
  );
}

/** Titles are headings of the same level as `Heading`: a state may be the only content under the page's heading. */
export function EmptyState({ title, layout = 'horizontal', imageName, flush = false, children }: EmptyStateProps) {
  return (
    <div className={`hs-empty hs-empty-${layout} ${flush ? 'hs-empty-flush' : ''}`} data-image={imageName}>
      <span className="hs-empty-picture" aria-hidden="true" />
      <div>
        {title === undefined ? null : <h2>{title}</h2>}
        {children}
      </div>
    </div>
  );
}

export function ErrorState({ title = 'Something went wrong', type = 'error', children }: ErrorStateProps) {
  return (
    <div className={`hs-error-state hs-error-${type}`} role="alert">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export function LoadingSpinner({ label, showLabel = false, size, layout = 'inline' }: LoadingSpinnerProps) {
  return (
    <div className={`hs-loading hs-loading-${layout}`} role="status">
      <span className={`hs-spinner hs-size-${sizeName(size)}`} aria-hidden="true" />
      <span className={showLabel ? undefined : 'hs-unseen'}>{label}</span>
    </div>
  );
}

export function ProgressBar(props: ProgressBarProps) {
  const { title, value = 0, maxValue = props.valueMax ?? 100, valueDescription, variant = 'success' } = props;
  const percent = maxValue > 0 ? Math.min(100, Math.max(0, (100 * value) / maxValue)) : 0;
  return (
    <div className="hs-progress">
      <div className="hs-progress-words">
        <span>{title}</span>
        <span>{valueDescription ?? (props.showPercentage === true ? `${Math.round(percent)} %` : null)}</span>
      </div>
      <div
        role="progressbar"
        className={`hs-progress-bar hs-progress-${variant}`}
        aria-label={props['aria-label'] ?? title}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={maxValue}
        aria-valuetext={valueDescription}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}

export function StatusTag(props: StatusTagProps) {
  const { variant = 'default', hollow = false, onClick, showRemoveIcon = false, onRemoveClick, children } = props;
  const className = `hs-status hs-status-${variant} ${hollow ? 'hs-status-hollow' : ''}`;
  const content = (
    <>
      <span className="hs-dot" aria-hidden="true" />
      {children}
    </>
  );
  return (
    <span className={className}>
      {onClick === undefined ? (
        content
      ) : (
        <button type="button" className="hs-plain" onClick={() => onClick()}>
          {content}
        </button>
      )}
      {showRemoveIcon ? (
        <button type="button" className="hs-close" aria-label="Remove" onClick={() => onRemoveClick?.()}>
          ×
        </button>
      ) : null}
    </span>
  );
}

/** A tag with a tooltip can be focused, so that the keyboard reaches the tooltip too. */
export function Tag({ variant = 'default', onClick, overlay, inline = false, children }: TagProps) {
  const className = `hs-tag hs-tag-${variant} ${inline ? 'hs-tag-inline' : ''}`;
  return (
    <WithOverlay overlay={overlay}>
      {onClick === undefined ? (
        <span className={className} {...(overlay === undefined ? {} : { tabIndex: 0 })}>
          {children}
        </span>
      ) : (
        <button type="button" className={className} onClick={(event) => reactTo(onClick, event)}>
          {children}
        </button>
      )}
    </WithOverlay>
  );
}
