import type { ToggleGroupProps } from '@hubspot/ui-extensions';
import { useId } from 'react';

/** Radio buttons or checkboxes, each option with its description. */
export function ToggleGroup(props: ToggleGroupProps) {
  const { label, name, options, required = false, error = false, validationMessage, inline = false } = props;
  const id = useId();
  const isRadio = props.toggleType === 'radioButtonList';
  const chosen = props.value === undefined ? [] : [props.value].flat();
  const choose = (value: string, isOn: boolean): void => {
    if (props.toggleType === 'radioButtonList') props.onChange?.(value);
    else props.onChange?.(isOn ? [...chosen, value] : chosen.filter((each) => each !== value));
  };
  return (
    <fieldset className={`hs-toggle-group ${inline ? 'hs-toggle-group-inline' : ''}`}>
      <legend>
        {label}
        {required ? ' *' : ''}
      </legend>
      {options.map((option) => (
        <label key={option.value} className="hs-checkbox">
          <input
            type={isRadio ? 'radio' : 'checkbox'}
            name={`${id}-${name}`}
            checked={chosen.includes(option.value)}
            disabled={option.readOnly ?? option.readonly ?? false}
            onChange={(event) => choose(option.value, event.target.checked)}
          />
          <span>
            {option.label}
            {option.description === undefined ? null : <span className="hs-microcopy">{option.description}</span>}
          </span>
        </label>
      ))}
      {validationMessage === undefined ? null : (
        <span className="hs-validation" role={error ? 'alert' : undefined}>
          {validationMessage}
        </span>
      )}
    </fieldset>
  );
}
