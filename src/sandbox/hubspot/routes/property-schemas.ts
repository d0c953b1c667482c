import { z } from 'zod';
import { csv, flag } from '../http/endpoint.ts';

const option = z.strictObject({
  label: z.string(),
  value: z.string(),
  description: z.string().optional(),
  displayOrder: z.number().int().optional(),
  hidden: z.boolean().default(false),
});
export type OptionInput = z.infer<typeof option>;

const fieldTypes = [
  'textarea',
  'text',
  'date',
  'file',
  'number',
  'select',
  'radio',
  'checkbox',
  'booleancheckbox',
  'calculation_equation',
  'phonenumber',
  'html',
] as const;

const changeable = {
  groupName: z.string(),
  label: z.string().min(1),
  type: z.enum(['string', 'number', 'date', 'datetime', 'enumeration', 'bool']),
  fieldType: z.enum(fieldTypes),
  description: z.string(),
  displayOrder: z.number().int(),
  hidden: z.boolean(),
  formField: z.boolean(),
  options: z.array(option),
  calculationFormula: z.string(),
  dataSensitivity: z.enum(['non_sensitive', 'sensitive', 'highly_sensitive']),
  currencyPropertyName: z.string(),
  numberDisplayHint: z.string(),
  showCurrencySymbol: z.boolean(),
};

const { groupName, label, type, fieldType, ...optional } = changeable;

export const propertyCreate = z.strictObject({
  name: z.string(),
  groupName,
  label,
  type,
  fieldType,
  ...z.object(optional).partial().shape,
  hasUniqueValue: z.boolean().optional(),
  externalOptions: z.boolean().optional(),
  referencedObjectType: z.string().optional(),
});
export type PropertyCreate = z.infer<typeof propertyCreate>;

export const propertyUpdate = z.strictObject(z.object(changeable).partial().shape);
export type PropertyUpdate = z.infer<typeof propertyUpdate>;

export const propertiesQuery = z.strictObject({
  archived: flag.default(false),
  dataSensitivity: z.string().optional(),
  locale: z.string().optional(),
  properties: csv.optional(),
});
export const localeQuery = z.strictObject({ locale: z.string().optional() });

export const groupCreate = z.strictObject({
  name: z.string(),
  label: z.string(),
  displayOrder: z.number().int().optional(),
});
export const groupUpdate = z.strictObject({ label: z.string().optional(), displayOrder: z.number().int().optional() });

export const nameInputs = z.strictObject({ inputs: z.array(z.strictObject({ name: z.string() })) });
export const namesToRead = z.strictObject({
  inputs: z.array(z.strictObject({ name: z.string() })),
  archived: z.boolean().default(false),
  dataSensitivity: z.string().optional(),
});
