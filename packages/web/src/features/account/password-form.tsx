import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useMutation } from 'urql';
import { ChangePasswordDocument } from '../../gql/generated/graphql.ts';
import { PASSWORD_HINT, passwordFault } from '../../lib/password-rule.ts';
import { placeRefusal } from '../../lib/place-refusal.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import styles from './account-screen.module.css';

/** Changes the password, with the one before. */
export function PasswordForm() {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isDone, setIsDone] = useState(false);
  const [{ fetching }, change] = useMutation(ChangePasswordDocument);
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: (password) => (password === '' ? 'Your current password is needed.' : null),
      newPassword: passwordFault,
    },
  });
  const submit = form.onSubmit(async (input) => {
    setRefusal(null);
    setIsDone(false);
    const { data, error } = await change({ input });
    const refused = refusalOf(error, data?.changePassword.userErrors);
    if (refused) return setRefusal(placeRefusal(form, refused));
    form.reset();
    setIsDone(true);
  });
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <PasswordInput
        label="Current password"
        autoComplete="current-password"
        {...form.getInputProps('currentPassword')}
      />
      <PasswordInput
        label="New password"
        description={PASSWORD_HINT}
        autoComplete="new-password"
        {...form.getInputProps('newPassword')}
      />
      {refusal && <ErrorState title="Your password stays as it is">{refusal.message}</ErrorState>}
      {isDone && (
        <p className={styles.done} role="status">
          Your password is changed. Everywhere else you are signed out.
        </p>
      )}
      <Button type="submit" className={styles.start} loading={fetching}>
        Change password
      </Button>
    </form>
  );
}
