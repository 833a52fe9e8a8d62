import type { UseFormReturnType } from '@mantine/form';
import type { TrustProfileChoicesQuery } from '../../gql/generated/graphql.ts';
import type { Refusal } from '../../lib/user-error.ts';
import { rowOf } from './pattern-words.ts';
import type { ProfileValues } from './profile-values.ts';

export type ProfileForm = UseFormReturnType<ProfileValues>;

export interface SectionProps {
  readonly form: ProfileForm;
  readonly choices: TrustProfileChoicesQuery;
}

export const errorOf = (error: unknown): string | null => (typeof error === 'string' ? error : null);

/** Limits of a number field that holds whole numbers from 1. */
export const WHOLE = { min: 1, allowDecimal: false, clampBehavior: 'strict' } as const;
export const CHECK = { type: 'checkbox' } as const;

/** Puts a refusal at its field, and of patterns at the row that it means; gives back what is shown nowhere. */
export function placeAtField(form: ProfileForm, refusal: Refusal | null): Refusal | null {
  const [field, place] = refusal?.field ?? [];
  const values = form.getValues();
  if (refusal === null || field === undefined || !(field in values)) return refusal;
  if ((field === 'domains' || field === 'exceptDomains') && place !== undefined) {
    form.setFieldError(`${field}.${rowOf(values[field], Number(place))}`, refusal.message);
  } else {
    form.setFieldError(field, refusal.message);
  }
  return null;
}

/** Rows that change are judged anew: what was said of one of them does not hold any more. */
export function setRows(form: ProfileForm, field: 'domains' | 'exceptDomains', rows: readonly string[]): void {
  for (const path of Object.keys(form.errors)) {
    if (path === field || path.startsWith(`${field}.`)) form.clearFieldError(path);
  }
  form.setFieldValue(field, rows);
}
