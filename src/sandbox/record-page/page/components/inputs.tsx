import type {
  CheckboxProps,
  FormProps,
  InputProps,
  SelectProps,
  TextAreaProps,
  ToggleProps,
} from '@hubspot/ui-extensions';
import type { ChangeEvent, FormEvent, ReactNode } from 'react';
import { useEffect, useId, useState } from 'react';
import { reactTo } from './react-to.ts';

interface FieldProps {
  id: string;
  label?: string | undefined;
  description?: string | undefined;
  error?: boolean | undefined;
  validationMessage?: string | undefined;
  required?: boolean | undefined;
  children: ReactNode;
}

function Field({ id, label, description, error, validationMessage, required, children }: FieldProps) {
  return (
    <div className={`hs-field ${error === true ? 'hs-field-wrong' : ''}`}>
      {label === undefined ? null : (
        <label htmlFor={id}>
          {label}
          {required === true ? ' *' : ''}
        </label>
      )}
      {description === undefined ? null : <span className="hs-microcopy">{description}</span>}
      {children}
      {validationMessage === undefined ? null : (
        <span className="hs-validation" role={error === true ? 'alert' : undefined}>
          {validationMessage}
        </span>
      )}
    </div>
  );
}

export function Select({ options, value, onChange, placeholder = 'Select', readOnly = false, ...field }: SelectProps) {
  const id = useId();
  const index = options.findIndex((option) => option.value === value);
  return (
    <Field id={id} {...field}>
      <select
        id={id}
        className="hs-input"
        name={field.name}
        value={index === -1 ? '' : String(index)}
        disabled={readOnly}
        onChange={(event) => {
          const chosen = options[Number(event.target.value)];
          if (chosen !== undefined) onChange?.(chosen.value);
        }}
      >
        {index === -1 ? <option value="">{placeholder}</option> : null}
        {options.map((option, each) => (
          <option key={String(option.value)} value={each}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface TextHandlers {
  value: string | undefined;
  onInput: ((value: string) => void) | undefined;
  onChange: ((value: string) => void) | undefined;
}

/** The props of a text field. Typed text shows at once, although the extension receives it in another thread. */
function useTyped({ value, onInput, onChange }: TextHandlers) {
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => setTyped(value ?? ''), [value]);
  return {
    value: typed,
    onInput: (event: FormEvent<HTMLInputElement | HTMLTextAreaElement>) => onInput?.(event.currentTarget.value),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      setTyped(event.target.value);
      onChange?.(event.target.value);
    },
  };
}

export function Input({ value, onChange, onInput, placeholder, readOnly = false, ...field }: InputProps) {
  const id = useId();
  const typed = useTyped({ value, onInput, onChange });
  return (
    <Field id={id} {...field}>
      <input
        id={id}
        className="hs-input"
        type={field.type ?? 'text'}
        name={field.name}
        placeholder={placeholder}
        readOnly={readOnly}
        {...typed}
      />
    </Field>
  );
}

export function NumberInput(
  props: Omit<InputProps, 'value' | 'onChange'> & { value?: number; onChange?: (value: number) => void },
) {
  const { value, onChange, ...field } = props;
  const id = useId();
  return (
    <Field id={id} {...field}>
      <input
        id={id}
        className="hs-input"
        type="number"
        name={field.name}
        value={value ?? ''}
        readOnly={field.readOnly === true}
        onChange={(event) => onChange?.(event.target.valueAsNumber)}
      />
    </Field>
  );
}

export function TextArea({ value, onChange, onInput, rows = 3, readOnly = false, ...field }: TextAreaProps) {
  const id = useId();
  const typed = useTyped({ value, onInput, onChange });
  return (
    <Field id={id} {...field}>
      <textarea id={id} className="hs-input" name={field.name} rows={rows} readOnly={readOnly} {...typed} />
    </Field>
  );
}

export function Checkbox({
  checked = false,
  onChange,
  readOnly = false,
  description,
  children,
  ...field
}: CheckboxProps) {
  return (
    <label className="hs-checkbox">
      <input
        type="checkbox"
        name={field.name}
        checked={checked}
        disabled={readOnly}
        aria-label={field['aria-label']}
        onChange={(event) => onChange?.(event.target.checked, field.value ?? '')}
      />
      <span>
        {children}
        {description === undefined ? null : <span className="hs-microcopy">{description}</span>}
      </span>
    </label>
  );
}

export function Toggle({ label, labelDisplay, checked = false, onChange, readonly = false }: ToggleProps) {
  return (
    <label className="hs-toggle">
      <input
        type="checkbox"
        role="switch"
        aria-label={label}
        checked={checked}
        disabled={readonly}
        onChange={(event) => onChange?.(event.target.checked)}
      />
      <i aria-hidden="true" />
      {labelDisplay === 'hidden' ? null : label}
    </label>
  );
}

export function Form({ onSubmit, children }: FormProps) {
  return (
    <form
      className="hs-form"
      onSubmit={(event) => {
        event.preventDefault();
        reactTo(onSubmit, event);
      }}
    >
      {children}
    </form>
  );
}
