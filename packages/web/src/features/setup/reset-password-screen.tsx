import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation } from 'urql';
import { ResetPasswordDocument } from '../../gql/generated/graphql.ts';
import { PASSWORD_HINT, passwordFault } from '../../lib/password-rule.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import styles from './link-page.module.css';
import { LinkPage } from './link-page.tsx';
import { useLinkToken } from './link-token.ts';

interface ResetPasswordScreenProps {
  /** Somebody is signed in now; what was read before is not theirs. */
  readonly onSignedIn: () => void;
}

/** The link of a mail: its holder chooses a new password and is signed in. */
export default function ResetPasswordScreen({ onSignedIn }: ResetPasswordScreenProps) {
  const token = useLinkToken();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, reset] = useMutation(ResetPasswordDocument);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: passwordFault },
  });
  const isDead = refusal?.code === 'NOT_FOUND';
  if (token === null || isDead) {
    return (
      <LinkPage title={isDead ? 'This link has ended' : 'This link is not whole'}>
        <p className={styles.after}>
          {refusal?.message ?? 'The link ends in #token= and a long secret. Copy all of it, in one line.'}
        </p>
        <p className={styles.after}>
          <Link className="text-link" to="/forgot-password">
            Ask for another link
          </Link>
        </p>
      </LinkPage>
    );
  }
  const submit = form.onSubmit(async ({ password }) => {
    const { data, error } = await reset({ input: { token, password } });
    const refused = refusalOf(error, data?.resetPassword.userErrors);
    if (refused?.field[0] === 'password') form.setFieldError('password', refused.message);
    else setRefusal(refused);
    if (refused === null && data?.resetPassword.viewer) onSignedIn();
  });
  return (
    <LinkPage title="Choose a new password" lead="You are signed in with it here, and signed out everywhere else.">
      <form className={styles.form} noValidate onSubmit={submit}>
        <PasswordInput
          label="New password"
          autoComplete="new-password"
          description={PASSWORD_HINT}
          {...form.getInputProps('password')}
          key={form.key('password')}
        />
        {refusal && <ErrorState title="Your password stays as it is">{refusal.message}</ErrorState>}
        <Button type="submit" size="md" loading={fetching}>
          Set the password
        </Button>
      </form>
    </LinkPage>
  );
}
