import type { StepIndicatorProps } from '@hubspot/ui-extensions';

/** The steps in a row, those before the current one marked as done; each is a button if there is a click handler. */
export function StepIndicator({ stepNames, currentStep = 0, direction = 'horizontal', onClick }: StepIndicatorProps) {
  return (
    <ol className={`hs-steps hs-steps-${direction}`}>
      {stepNames.map((name, index) => {
        const state = index === currentStep ? 'current' : index < currentStep ? 'passed' : 'ahead';
        const content = (
          <>
            <span className="hs-step-circle" aria-hidden="true">
              {index < currentStep ? '✓' : index + 1}
            </span>
            {name}
          </>
        );
        return (
          <li key={name} className={`hs-step-${state}`} {...(state === 'current' ? { 'aria-current': 'step' } : {})}>
            {onClick === undefined ? (
              content
            ) : (
              <button type="button" className="hs-plain" onClick={() => onClick(index)}>
                {content}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
