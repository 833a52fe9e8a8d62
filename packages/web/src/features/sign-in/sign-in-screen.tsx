import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { SetupNeededDocument, SignInDocument } from '../../gql/generated/graphql.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Mark } from '../../ui/mark.tsx';
import styles from './sign-in-screen.module.css';

interface SignInScreenProps {
  readonly onSignedIn: () => void;
}

/** One form, and the truth about why it did not work. */
export default function SignInScreen({ onSignedIn }: SignInScreenProps) {
  const [{ data }] = useQuery({ query: SetupNeededDocument, requestPolicy: 'network-only' });
  const [{ fetching }, signIn] = useMutation(SignInDocument);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (email) => (email.trim() === '' ? 'The address that you were invited by.' : null),
      password: (password) => (password === '' ? 'Your password is needed.' : null),
    },
  });
  const submit = form.onSubmit(async ({ email, password }) => {
    setRefusal(null);
    const answer = await signIn({ input: { email: email.trim(), password } });
    const refused = refusalOf(answer.error, answer.data?.signIn.userErrors);
    if (refused === null && answer.data?.signIn.viewer) onSignedIn();
    else setRefusal(refused);
  });
  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <p className={styles.brand}>
          <Mark size={24} />
          Countersign
        </p>
        <h1 className={styles.title}>Sign in</h1>
        {data?.setupNeeded === true && (
          <p className={styles.hint}>
            This server has no users yet. Its output holds a one-time link that makes the first one.
          </p>
        )}
        {refusal && <ErrorState title={refusal.message} />}
        <TextInput
          label="Email"
          type="email"
          autoComplete="username"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing to do on this page, and nothing above it is skipped
          autoFocus
          size="md"
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          size="md"
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" fullWidth loading={fetching}>
          Sign in
        </Button>
        <p className={styles.hint}>
          <Link className="text-link" to="/forgot-password">
            Forgot your password?
          </Link>
        </p>
        <p className={styles.hint}>
          No account? An admin of your organization can invite you.{' '}
          <Link className="text-link" to="/invitation">
            I have an invitation
          </Link>
        </p>
      </form>
    </main>
  );
}
