import type { Refusal } from './user-error.ts';

interface FormLike {
  readonly getValues: () => object;
  readonly setFieldError: (field: string, error: string) => void;
}

/** Puts a refusal at the field that it names; gives it back where it names none that is shown. */
export function placeRefusal(form: FormLike, refusal: Refusal | null): Refusal | null {
  const [field] = refusal?.field ?? [];
  if (refusal === null || field === undefined || !(field in form.getValues())) return refusal;
  form.setFieldError(field, refusal.message);
  return null;
}
